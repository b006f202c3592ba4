/** Controllers that are stopped after a line of a text of the bench and started anew: what they would have to have stuck. */
import { readdirSync, readFileSync } from "node:fs";
import { inUse, isUseless } from "../../src/control/failover/devices.js";
import { lacksHost, soughtBy, takeoverOf } from "../../src/control/failover/state.js";
import type { Action, BalancingState, EffectId, FailoverState, VolumeFacts } from "../../src/control/index.js";
import { SECOND } from "../../src/units/index.js";
import { Bench, type Machine } from "./bench.js";
import { ObligingWorld } from "./obliging.js";

/** Every text of the bench of these families is played up to its lines; there every controller stops and starts anew. */
const FAMILIES = ["failover", "balancing", "several"];

/** Rounds in which a world that carries everything out brings any undertaking to its end. */
const ROUNDS = 100;

export interface Text {
  readonly family: string;
  readonly about: string;
  /** What is told to the bench. */
  readonly told: readonly string[];
}

export const texts: readonly Text[] = FAMILIES.flatMap((family) => {
  const folder = new URL(`./${family}/testdata/`, import.meta.url);
  return readdirSync(folder)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name): Text => {
      const [title = "", ...lines] = readFileSync(new URL(name, folder), "utf8")
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("  "));
      const told = lines.filter((line) => !line.startsWith("#"));
      return { family, about: title.replace(/^# /, ""), told };
    });
});

/** What is stuck, or has no end, when all controllers are stopped after so many lines. */
export function leftAfter({ told, family }: Text, count: number): readonly string[] {
  const bench = played(told.slice(0, count), family);
  for (const machine of bench.machines.values()) machine.restart(bench.now);
  const atOnce = stuck(bench);
  oblige(bench);
  const inTheEnd = [...stuck(bench), ...unfinished(bench)];
  const line = told[count - 1];
  return [
    ...atOnce.map((what) => `after ${line}: ${what}`),
    ...inTheEnd.map((what) => `in the end, after ${line}: ${what}`),
  ];
}

export function played(lines: readonly string[], family: string): Bench {
  const bench = new Bench();
  for (const line of lines) bench.take(line, family);
  return bench;
}

/**
 * Whatever is ordered is carried out a second later, and pauses pass, until nothing is open any more. Nobody reports or
 * answers otherwise: timers of whoever looks at hosts do not ring.
 */
function oblige(bench: Bench): void {
  const world = new ObligingWorld();
  for (let round = 0; round < ROUNDS; round++) {
    for (const machine of bench.machines.values()) {
      bench.now += SECOND;
      const given = orders(machine);
      for (const [id, action] of given) machine.settle(id, world.carryOut(action), bench.now);
      if (given.length > 0) continue;
      const [next] = [...machine.timers.values()]
        .filter(({ kind }) => UNDERTAKES.has(kind))
        .toSorted((a, b) => a.at - b.at);
      if (next === undefined) continue;
      bench.now = Math.max(bench.now, next.at);
      machine.ring(next, bench.now);
    }
    bench.take("deliver all", "");
  }
}

/** What it has ordered and awaits. What it only looks at is asked again and again, and numbered anew after a restart. */
export function orders({ open }: Machine): readonly (readonly [EffectId, Action])[] {
  return [...open].filter(([, { kind }]) => !LOOKS.has(kind));
}

const LOOKS: ReadonlySet<string> = new Set(["query", "ask-storage", "ask-device", "measure", "watch-load"]);
const UNDERTAKES: ReadonlySet<string> = new Set(["step", "look", "retry", "hear", "strays", "mirror", "failback", "change"]);

/** What waits for something that will not come. */
export function stuck({ machines }: Bench): readonly string[] {
  return [...machines].flatMap(([place, machine]) => {
    const state = stateOf(machine.state);
    const forgotten = Object.keys(state.desk.timers).filter((timer) => !machine.timers.has(timer));
    const lost = Object.keys(state.desk.open).filter((id) => !machine.open.has(Number(id)));
    const undone = "groups" in state ? stuckGroups(state, machine) : stuckChanges(state, machine);
    return [
      ...forgotten.map((timer) => `${place} takes ${timer} for set`),
      ...lost.map((id) => `${place} waits for #${id}`),
      ...undone.map((what) => `${place}: ${what}`),
    ];
  });
}

/** Each group is watched, on its way with a timer set, waits with one set, or leaves its host to another. */
function stuckGroups({ groups, watches, facts }: FailoverState, { timers }: Machine): readonly string[] {
  const lookedAfter = (group: FailoverState["groups"][number], index: number): boolean => {
    const isSet = (...kinds: readonly string[]) => kinds.some((kind) => timers.has(`${kind} ${index}`));
    if (takeoverOf(group) !== null) return isSet("step", "look");
    if (lacksHost(group) && isSet("retry", "hear", "strays")) return true;
    // Nothing helps but a repair, which is told until it was heard.
    if (lacksHost(group) && group.config.volumes.some((name) => isOfNoUse(facts.volumes[name]))) return true;
    if (soughtBy(group) === "a stand-in") return watches[group.holder]?.active === true;
    const own = group.config.holder;
    return groups.some((each) => each.holder === own || takeoverOf(each)?.move.to === own);
  };
  return groups
    .filter((group, index) => !lookedAfter(group, index))
    .map(({ config }) => `nobody looks after ${config.services.join(", ")}`);
}

/** Load is looked at, and each host on its way to a service or away from it has a timer set. */
function stuckChanges({ changes, facts, config }: BalancingState, { timers }: Machine): readonly string[] {
  const still = Object.keys(changes).filter((host) => !timers.has(`change ${host}`));
  const nowhere = Object.values(facts.sites).flatMap(({ helpers }) =>
    helpers.filter(({ host, stage }) => stage !== "serving" && changes[host] === undefined).map(({ host }) => host),
  );
  const blind = config.policy.load === "polled" && !timers.has("measure -");
  return [
    ...still.map((host) => `nothing moves ${host} on`),
    ...nowhere.map((host) => `${host} is neither here nor there`),
    ...(blind ? ["nobody looks at the load"] : []),
  ];
}

/** What is under way still. Whose data is of no use to anybody is tried for ever. */
function unfinished({ machines }: Bench): readonly string[] {
  return [...machines].flatMap(([place, machine]) => {
    const state = stateOf(machine.state);
    if (!("groups" in state)) return Object.keys(state.changes).map((host) => `${place} is not done with ${host}`);
    return state.groups
      .filter((group) => takeoverOf(group) !== null || group.phase.is === "pausing")
      .filter(({ config }) => config.volumes.every((name) => !isOfNoUse(state.facts.volumes[name])))
      .map(({ config }) => `${place} is not done with ${config.services.join(", ")}`);
  });
}

function isOfNoUse(known: VolumeFacts | undefined): boolean {
  return known !== undefined && isUseless(known, inUse(known));
}

export function stateOf(state: unknown): FailoverState | BalancingState {
  return state as FailoverState | BalancingState;
}
