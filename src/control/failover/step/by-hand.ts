/** What people do on site: they are called and come, move cables, fetch backups. */
import { DAY } from "../../../units/index.js";
import type { ActionOf } from "../../words.js";
import type { Facts } from "../facts.js";
import type { FailoverPolicy } from "../policy.js";
import type { FailoverStep, Move } from "../steps.js";

/** Whoever switched a host off by hand is there as long as the takeover goes on: nobody needs to be called. */
export function whoIsThere({ hosts }: Facts, switchedOff: readonly string[]): string | null {
  const found = switchedOff.find((name) => hosts[name]?.attended === true);
  return found === undefined ? null : `whoever switched ${found} off is there`;
}

/** A person is called for something and comes, unless there is no need; asked again and again until somebody does. */
export function call(
  { policy: { limits } }: Move,
  name: string,
  subject: string,
  unless: (facts: Facts) => string | null,
): FailoverStep {
  return {
    name,
    phase: "person",
    act: (facts) => {
      const why = unless(facts);
      return why === null ? { do: [{ kind: "page", subject }] } : { skip: why };
    },
    within: DAY,
    otherwise: { again: name, after: limits.retryAfter },
  };
}

export function page(move: Move, subject: string): FailoverStep {
  return call(move, "page", subject, () => null);
}

export function moveCables({ from, to, policy }: Move): FailoverStep {
  const storageOff = from === to ? undefined : policy.storageOff;
  return byHand("move-cables", { kind: "move-cables", from, to, ...(storageOff && { storageOff }) }, policy);
}

export function fetchBackups({ from, to, policy }: Move): FailoverStep {
  return byHand("fetch-backups", { kind: "fetch-backups", from, to }, policy);
}

function byHand(
  name: string,
  action: ActionOf<"move-cables"> | ActionOf<"fetch-backups">,
  { limits }: FailoverPolicy,
): FailoverStep {
  return {
    name,
    phase: "person",
    destroys: action.from,
    act: () => ({ do: [action] }),
    within: 30 * DAY,
    otherwise: { again: name, after: limits.retryAfter },
  };
}
