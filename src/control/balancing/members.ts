/** The hosts that a service runs on when they are several: all alike, and each gets requests as long as it is heard. */
import { type Out, settle } from "../kit/desk.js";
import type { Reason } from "../words.js";
import { type HostFacts, type Member, type SiteFacts, hostOf, servingHosts, siteOf } from "./facts.js";
import { routesOf } from "./routes.js";
import { type BalancingState, emit, say } from "./state.js";

/** Every member of a pool serves from the beginning. */
export function spreadPools(state: BalancingState, out: Out): void {
  for (const { config } of state.sites) {
    const site = siteOf(state.facts, config.service);
    if (site.members !== undefined) spread(state, site, { rule: "runs-there" }, out);
  }
}

/** Who says nothing while others do gets nothing, until it is heard again. When nobody says anything nobody is passed over. */
export function lookAtMembers(state: BalancingState, site: SiteFacts, out: Out): void {
  const { service, members = [] } = site;
  let why = state.unconfirmed[service]?.because ?? null;
  for (const member of members) {
    const because = whyTurned(state, site, member);
    if (because === null) continue;
    member.isOut = !member.isOut;
    say(out, { kind: "member-turned", service, host: member.host, isOut: member.isOut, because });
    why = because;
  }
  if (why !== null) spread(state, site, why, out);
}

/** Why a member that gets requests is to get none, or the other way about. */
function whyTurned({ facts, config }: BalancingState, site: SiteFacts, { host, isOut }: Member): Reason | null {
  const { misses } = hostOf(facts, host);
  const serving = servingHosts(facts, site);
  if (isOut && misses === 0) return { rule: "answers-again", host };
  // The helpers have left that served meanwhile: somebody must get what is asked for.
  if (isOut && serving.length === 0) return { rule: "runs-there" };
  const isLost = !isOut && misses >= config.policy.misses && serving.some((other) => other.misses === 0);
  return isLost ? { rule: "host-lost", host } : null;
}

/** Told again each time until it is confirmed: a director that was away goes on with what it knew. */
function spread(state: BalancingState, site: SiteFacts, because: Reason, out: Out): void {
  const { service } = site;
  // What is still growing gets its requests at the end of that.
  const helpers = site.helpers.filter(({ stage }) => stage !== "growing");
  const routes = routesOf(state.facts, site, helpers, state.config.policy.route);
  settle(state.desk, state.unconfirmed[service]?.id ?? 0);
  state.unconfirmed[service] = { id: emit(state, { kind: "weigh", service, routes }, because, null, out), because };
}

/** A member that was mended and has not been heard yet may wait to be told to start; nothing else keeps it from its work. */
export function startMember(state: BalancingState, { name, misses }: HostFacts, out: Out): void {
  const isMember = Object.values(state.facts.sites).some(({ members = [] }) =>
    members.some(({ host }) => host === name),
  );
  if (isMember && misses > 0) emit(state, { kind: "boot", host: name }, { rule: "runs-there" }, null, out);
}
