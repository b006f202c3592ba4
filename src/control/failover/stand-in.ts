/** Who may stand in for whom: the candidates of a group in their order, and whether one of them can now. */
import { whyNotEligible } from "./eligibility.js";
import { host } from "./facts.js";
import { optionsOf, preset } from "./preset/index.js";
import type { FailoverState, GroupState } from "./state.js";

export function candidatesFor(state: FailoverState, group: GroupState): readonly string[] {
  const { standIns } = state.config.policy;
  const all = state.config.hosts.map((each) => each.name);
  return standIns.length === 0
    ? all
    : [...standIns, ...(standIns.includes(group.config.holder) ? [] : [group.config.holder])];
}

export function canStandIn(state: FailoverState, group: GroupState, name: string): boolean {
  const { fit, lent } = host(state.facts, name);
  if (!fit || lent === true || whyNotEligible(possibleMove(state, group, name), state.facts) !== null) return false;
  const { policy } = state.config;
  const isActive = optionsOf(policy, preset(policy.preset)).standby === "active";
  return state.groups.every(
    (other) =>
      other === group ||
      // An active stand-in gives up what it serves itself, once.
      (isActive && other.holder === name && other.takeover === null && other.config.holder === name) ||
      (other.holder !== name && other.takeover?.move.to !== name),
  );
}

export function possibleMove({ config: { policy } }: FailoverState, group: GroupState, to: string) {
  const { services, volumes } = group.config;
  return { from: group.holder, to, services, volumes, policy };
}
