/** How long a takeover may take at most by the limits that a policy sets its steps: what it promises, and can be held to. */
import type { Micros } from "../../units/index.js";
import { preset, relaysOf } from "./preset/index.js";
import { type FailoverConfig, initialState } from "./state.js";
import type { FailoverStep, Move } from "./steps.js";

/**
 * The longest way through the routine, from any host that may hold a group to any other: every step to its limit, and every
 * alternative beside what it stands in for. Ways on which a person is called are left out, for how long they take is not
 * in the hand of the policy; a routine that always calls one declares nothing: `null`.
 */
export function declaredTakeover(config: FailoverConfig): Micros | null {
  const { facts } = initialState(config);
  const { policy } = config;
  const names = config.hosts.map(({ name }) => name);
  const pairs = names.flatMap((from) => names.map((to) => ({ from, to })));
  let longest: Micros | null = null;
  for (const { holder: home, services, volumes } of config.groups) {
    for (const { from, to } of pairs) {
      const move: Move = { from, to, home, services, volumes, policy, kind: "takeover" };
      const steps = preset(policy.preset).steps(move, relaysOf(move, facts));
      if (!callsSomebody(steps)) longest = Math.max(longest ?? 0, limitOf(steps));
    }
  }
  return longest;
}

function limitOf(steps: readonly FailoverStep[]): Micros {
  return steps.reduce((sum, { within, otherwise }) => {
    const instead = isList(otherwise) && !callsSomebody(otherwise) ? limitOf(otherwise) : 0;
    return sum + within + instead;
  }, 0);
}

function callsSomebody(steps: readonly FailoverStep[]): boolean {
  return steps.some(({ phase }) => phase === "person");
}

function isList(otherwise: FailoverStep["otherwise"]): otherwise is readonly FailoverStep[] {
  return Array.isArray(otherwise);
}
