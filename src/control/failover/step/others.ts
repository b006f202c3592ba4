/** The steps before which nobody goes online: whoever else may have what the stand-in is to work with is looked at, and fenced. */
import type { Act, Proof } from "../../kit/routine.js";
import type { Action } from "../../words.js";
import { hasStill, mayStartWith } from "../devices.js";
import { type Facts, type HostFacts, heldBy, host, volume } from "../facts.js";
import { type FailoverStep, type Move, orElse, page } from "../steps.js";

/**
 * A host whose devices nobody confirmed to be withdrawn has lost its power at most, and that is no fence that lasts: its relay
 * may have welded closed since, and when it was repaired it started from what it still had. So it is looked whether it is off;
 * one that is not is shut down like any other. Of those that were rid of everything in time nothing is asked.
 * @param others whom it is about: the former holder too, unless it has just been fenced
 */
export function fenceOthers(move: Move, others: "all" | "but the former holder"): readonly FailoverStep[] {
  const { limits, shutdown } = move.policy;
  const excepted = others === "all" ? [move.to] : [move.to, move.from];
  const suspects = (facts: Facts): readonly HostFacts[] =>
    Object.values(facts.hosts).filter(({ name }) => !excepted.includes(name) && isSuspect(facts, move, name));
  const isNeedless = (facts: Facts): boolean => suspects(facts).length === 0;
  const relayOf = ({ relay }: HostFacts): string | null => (shutdown.relay === "never" ? null : relay);
  const look = (facts: Facts): Act => {
    const read = suspects(facts).flatMap((each): readonly Action[] => {
      const relay = isDown(each, "off") && !each.unplugged ? relayOf(each) : null;
      return relay === null ? [] : [{ kind: "read-relay", relay }];
    });
    return read.length === 0 ? { skip: "nothing can be read" } : { do: read };
  };
  return [
    {
      name: "look-at-others",
      phase: "fence",
      isNeedless: (facts) => isNeedless(facts) || suspects(facts).every(({ unplugged }) => unplugged),
      act: (facts) => {
        const act = look(facts);
        const up = suspects(facts).filter((each) => !isDown(each, "off"));
        return "skip" in act && up.length > 0 ? { cannot: `${namesOf(up)} may be online` } : act;
      },
      within: limits.relay,
      proof: areDown(suspects, "off"),
      otherwise: shutDownOthers(move, suspects, relayOf),
    },
  ];
}

/** It may have a device of what moves that it is not to have, or have started with it, and serves nobody else. */
export function isSuspect(facts: Facts, { volumes }: Pick<Move, "volumes">, name: string): boolean {
  if (!volumes.some((each) => mayStartWith(volume(facts, each), name))) return false;
  const isAnothers = heldBy(facts, name).some((known) => !volumes.includes(known.name) && hasStill(known, name));
  return !isAnothers && host(facts, name).lent !== "now";
}

type Suspects = (facts: Facts) => readonly HostFacts[];

/** As the former holder is: in order, else by their relays, else as the policy says. */
function shutDownOthers(
  move: Move,
  suspects: Suspects,
  relayOf: (host: HostFacts) => string | null,
): readonly FailoverStep[] {
  const { limits, shutdown } = move.policy;
  const up = (facts: Facts) => suspects(facts).filter((each) => !isDown(each, "off or in standalone"));
  const proof = areDown(suspects, "off or in standalone");
  const fence = { phase: "fence" } as const;
  const each = (facts: Facts, act: (host: HostFacts) => readonly Action[]): Act => {
    const orders = up(facts).flatMap(act);
    return orders.length === 0 ? { skip: "nothing can be done so" } : { do: orders };
  };
  const relays = (host: HostFacts, act: (relay: string) => Action): readonly Action[] => {
    const relay = relayOf(host);
    return relay === null ? [] : [act(relay)];
  };
  const unplug: FailoverStep = {
    name: "unplug-others",
    ...fence,
    act: (facts) => each(facts, ({ name }) => [{ kind: "unplug", host: name }]),
    within: limits.boot,
    proof,
    otherwise: { again: "page", after: limits.retryAfter },
  };
  const readBack: FailoverStep = {
    name: "read-back-others",
    ...fence,
    act: (facts) => {
      const act = each(facts, (host) => relays(host, (relay) => ({ kind: "read-relay", relay })));
      return "skip" in act && up(facts).length > 0 ? { cannot: `${namesOf(up(facts))} may be online` } : act;
    },
    within: limits.relay,
    proof,
    otherwise:
      shutdown.unconfirmed === "page"
        ? [page(move, "a host that is not to serve any more cannot be confirmed off"), unplug]
        : orElse(shutdown.unconfirmed === "retry" ? "retry" : "skip", "cut-power-others", limits.retryAfter),
  };
  return [
    {
      name: "shut-others-down",
      ...fence,
      act: (facts) => each(facts, ({ name }) => [{ kind: "order-shutdown", host: name }]),
      within: shutdown.within,
      proof,
      otherwise: [
        {
          name: "cut-power-others",
          ...fence,
          act: (facts) => each(facts, (host) => relays(host, (relay) => ({ kind: "switch-relay", relay, to: "off" }))),
          within: limits.relay,
          otherwise: "skip",
        },
        readBack,
      ],
    },
  ];
}

type Stage = "off" | "off or in standalone";

export function isDown({ stage, unplugged }: HostFacts, stages: Stage): boolean {
  return unplugged || stage === "off" || (stages !== "off" && stage === "standalone");
}

/** As far as is known after looking: what could not be looked at is what it was found to be the last time. */
function areDown(suspects: Suspects, stages: Stage): Proof<Facts> {
  const up = (facts: Facts) => suspects(facts).filter((each) => !isDown(each, stages));
  return {
    of: `all others ${stages}`,
    shownAt: (facts) => (up(facts).length === 0 ? Infinity : null),
    found: (facts) =>
      up(facts)
        .map(({ name, stage }) => `${name} ${stage}`)
        .join(", "),
  };
}

function namesOf(hosts: readonly HostFacts[]): string {
  return hosts.map(({ name }) => name).join(" and ");
}
