/** The controller's own failure: what it stores before it acts, and how it takes up after a restart what it was doing. */
import { listed } from "../kit/listed.js";
import { changedOfAll, mapped, storeBefore } from "../kit/position.js";
import { takeUp, type Out, withoutTimers } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Effect, Reason, ActionKind } from "../words.js";
import { startShrinking } from "./change.js";
import { type Facts, type Helper, type HostFacts, type SiteFacts, type VolumeFacts, hostOf, siteOf } from "./facts.js";
import { giveBackTo } from "./reservation.js";
import { routesOf } from "./routes.js";
import { type BalancingConfig, type BalancingState, emit, initialFacts, initialState } from "./state.js";

const KEY = "helpers";

/** What the disk holds: who helps whom, and with which data. What is as at the beginning is left out. */
interface Position {
  readonly desk: BalancingState["desk"];
  readonly questions: number;
  readonly sites: Readonly<Record<string, Pick<SiteFacts, "primary" | "members" | "helpers">>>;
  readonly hosts: Readonly<Record<number, Partial<Pick<HostFacts, (typeof OF_HOSTS)[number]>>>>;
  readonly volumes: Readonly<Record<number, Partial<VolumeFacts>>>;
}

/** The effects of a turn, with the position before them when something is to be done: nothing is done that was not stored. */
export function store(state: BalancingState, effects: Out): Out {
  return storeBefore(effects, KEY, movesOn, () => positionOf(state));
}

const OF_HOSTS = [
  ...(["identity", "fit", "serviced", "tenants", "reads", "claimed", "wanted", "deserted"] as const),
  ...(["platform", "outdated"] as const),
  ...(["stage", "stageAt", "missed", "failedAt"] as const),
] as const;
const OF_VOLUMES = ["device", "mirror", "remoteMirror", "ready", "coming"] as const;

function positionOf({ config, desk, questions, facts }: BalancingState): Position {
  const begun = beginningOf(config);
  return {
    desk: withoutTimers(desk, isBegunAnew),
    questions,
    sites: mapped(facts.sites, ({ primary, members, helpers }) => ({ primary, helpers, ...(members && { members }) })),
    hosts: changedOfAll(listed(begun.hosts), listed(facts.hosts), OF_HOSTS),
    volumes: changedOfAll(listed(begun.volumes), listed(facts.volumes), OF_VOLUMES),
  };
}

const beginnings = new WeakMap<BalancingConfig, Facts>();

function beginningOf(config: BalancingConfig): Facts {
  const known = beginnings.get(config) ?? initialFacts(config);
  beginnings.set(config, known);
  return known;
}

/** Looking at load and bringing copies up to date begin anew, and so do changes. */
const isBegunAnew = (): boolean => true;

/** Done again and again, whatever was stored. */
const ROUTINE: ReadonlySet<ActionKind> = new Set(["measure", "watch-load", "synchronise"]);

function movesOn(effect: Effect): boolean {
  if (effect.kind === "act") return !ROUTINE.has(effect.action.kind);
  return effect.kind === "note" && (effect.note.kind === "host-leased" || effect.note.kind === "helper-left");
}

/**
 * The state after a restart. Who served goes on, and directors are told again; who was on the way to a service or away from
 * it is brought back to the pool, since nobody knows how far that had come.
 */
export function restarted(
  config: BalancingConfig,
  disk: Readonly<Record<string, unknown>>,
  now: Micros,
  out: Out,
): BalancingState {
  const state = initialState(config);
  const position = disk[KEY] as Position | undefined;
  if (position === undefined) return state;
  remember(state, position);
  const because: Reason = { rule: "controller-restarted" };
  for (const { config: site } of state.sites) {
    const facts = siteOf(state.facts, site.service);
    const unfinished = facts.helpers.filter(({ stage }) => stage !== "serving");
    const routes = routesOf(state.facts, facts, without(facts.helpers, unfinished), config.policy.route);
    const id = emit(state, { kind: "weigh", service: site.service, routes }, because, null, out);
    if (facts.members !== undefined) state.unconfirmed[site.service] = { id, because };
    for (const { host } of unfinished) startShrinking(state, host, site.service, true, because, now, out);
  }
  // What had been asked for is not known any more.
  for (const { name, tenants } of Object.values(state.facts.hosts)) {
    if (tenants.length === 0 && config.pool.includes(name)) giveBackTo(state, name, out);
  }
  return state;
}

function remember(state: BalancingState, position: Position): void {
  const { facts } = state;
  takeUp(state.desk, position.desk, isBegunAnew, 0, []);
  state.questions = position.questions;
  for (const site of Object.values(facts.sites)) {
    const stored = position.sites[site.service];
    if (stored === undefined) continue;
    site.primary = stored.primary;
    site.helpers = stored.helpers.map((helper) => ({ ...helper }));
    if (stored.members) site.members = stored.members.map((member) => ({ ...member }));
  }
  for (const [place, host] of listed(facts.hosts).entries()) {
    Object.assign(host, position.hosts[place]);
    // What was known of a host on its way is not believed any more.
    if (host.tenants.length > 0) hostOf(facts, host.name).stage = "unknown";
  }
  for (const [place, volume] of listed(facts.volumes).entries()) Object.assign(volume, position.volumes[place]);
}

function without(helpers: readonly Helper[], others: readonly Helper[]): readonly Helper[] {
  return helpers.filter((helper) => !others.includes(helper));
}
