/** How long a takeover may take at most by the limits that a policy sets its steps: what it promises, and can be held to. */
import type { Micros } from "../../units/index.js";
import { type Facts, host } from "./facts.js";
import { preset, relaysOf } from "./preset/index.js";
import { type FailoverConfig, type GroupConfig, initialState } from "./state.js";
import type { FailoverStep, Move } from "./steps.js";

/**
 * The longest way through the routine, from any host that may hold a group to any other: every step to its limit, and every
 * alternative beside what it stands in for. Steps that have nothing to do as a rule are left out, where whoever has to be replaced is
 * off by then and all else is as it should be: they are needed when others could not be fenced for good, which takes more than
 * the failure of a host. Ways on which a person is called are left out, for how long they take is not
 * in the hand of the policy; a routine that always calls one declares nothing: `null`.
 */
export function declaredTakeover(config: FailoverConfig): Micros | null {
  const { facts } = initialState(config);
  const { policy } = config;
  for (const { holder } of config.groups) host(facts, holder).stage = "off";
  const alike = hostsAlike(config);
  const first = new Map<string | undefined, GroupConfig>();
  for (const group of config.groups) {
    const kind = alike.kindOf(group.holder);
    if (!first.has(kind)) first.set(kind, group);
  }
  let longest: Micros | null = null;
  for (const { holder: home, services, volumes } of first.values()) {
    const names = alike.besides(home);
    for (const { from, to } of names.flatMap((from) => names.map((to) => ({ from, to })))) {
      const move: Move = { from, to, home, services, volumes, policy, kind: "takeover" };
      const steps = preset(policy.preset).steps(move, relaysOf(move, facts));
      if (!callsSomebody(steps)) longest = Math.max(longest ?? 0, limitOf(steps, facts));
    }
  }
  return longest;
}

/**
 * Which steps a routine has, and what they may take, depends on the policy, on which of the hosts concerned are the same
 * one, and of each on whether it has a relay, how it starts, and how data gets to it: of hosts alike in that two stand for all.
 */
function hostsAlike({ hosts, policy }: FailoverConfig) {
  const kinds = new Map(
    hosts.map(({ name, relay, startsOnline, stopsInStandalone }) => {
      const kind = [relay === null, startsOnline, stopsInStandalone, policy.dataFor?.[name]];
      return [name, JSON.stringify(kind)] as const;
    }),
  );
  return {
    kindOf: (name: string) => kinds.get(name),
    /** The host, and two others of each kind. */
    besides: (home: string): readonly string[] => {
      const taken = new Map<string, number>();
      const others = [...kinds].flatMap(([name, kind]) => {
        const count = taken.get(kind) ?? 0;
        if (name === home || count === 2) return [];
        taken.set(kind, count + 1);
        return name;
      });
      return [home, ...others];
    },
  };
}

function limitOf(steps: readonly FailoverStep[], facts: Facts): Micros {
  return steps.reduce((sum, { within, otherwise, isNeedless }) => {
    if (isNeedless?.(facts) === true) return sum;
    const instead = isList(otherwise) && !callsSomebody(otherwise) ? limitOf(otherwise, facts) : 0;
    return sum + within + instead;
  }, 0);
}

function callsSomebody(steps: readonly FailoverStep[]): boolean {
  return steps.some(({ phase, isNeedless }) => phase === "person" && isNeedless === undefined);
}

function isList(otherwise: FailoverStep["otherwise"]): otherwise is readonly FailoverStep[] {
  return Array.isArray(otherwise);
}
