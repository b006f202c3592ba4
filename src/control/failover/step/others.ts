/** The steps before which nobody goes online: whoever else may have what the stand-in is to work with is looked at, and fenced. */
import { listed } from "../../kit/listed.js";
import type { Act, Proof } from "../../kit/step.js";
import { untilDone } from "../../kit/steps.js";
import type { Action } from "../../words.js";
import { hasStill, mayStartWith, whoMayStartWith } from "../devices.js";
import { type Facts, type HostFacts, heldBy, host, volume } from "../facts.js";
import { callsForOff, cutsByRelay } from "../policy.js";
import type { FailoverStep, Move } from "../steps.js";
import { page } from "./by-hand.js";
import { orElse } from "./power-off.js";

type Suspects = (facts: Facts) => readonly HostFacts[];

/** `null` where no relay may be used. */
type RelayOf = (host: HostFacts) => string | null;

/**
 * A host whose devices nobody confirmed to be withdrawn has lost its power at most, and that is no fence that lasts: its relay
 * may have welded closed since, and when it was repaired it started from what it still had. So it is looked whether it is off;
 * one that is not is shut down like any other, unless it is the former holder and was seen at work meanwhile. Of those that were rid of everything in time nothing is asked.
 * @param others whom it is about: the former holder too, unless it has just been fenced
 */
export function fenceOthers(move: Move, others: "all" | "but the former holder"): readonly FailoverStep[] {
  const excepted = others === "all" ? [move.to] : [move.to, move.from];
  const suspects: Suspects = (facts) =>
    suspectsAmong(facts, move).filter(({ name, unplugged }) => !unplugged && !excepted.includes(name));
  const relayOf: RelayOf = ({ relay }) => (cutsByRelay(move.policy) ? relay : null);
  return [
    {
      name: "look-at-others",
      phase: "fence",
      isNeedless: (facts) => suspects(facts).length === 0,
      act: (facts) => {
        const up = suspects(facts).filter((each) => !isDown(each, "off"));
        if (up.length > 0) return { cannot: `${namesOf(up)} may be online` };
        const relays = suspects(facts).flatMap((each) => relayOf(each) ?? []);
        if (relays.length === 0) return { skip: "no relay tells more than is known" };
        return { do: [...new Set(relays)].map((relay) => ({ kind: "read-relay", relay })) };
      },
      within: move.policy.limits.relay,
      proof: areDown(suspects, "off"),
      otherwise: shutDownOthers(move, suspects, relayOf).map((step) =>
        untilDone(step, (facts) => (suspects(facts).length === 0 ? "nobody else has anything any more" : null)),
      ),
    },
  ];
}

/** All of whom that is so. Of many hosts few have ever been near these volumes, and those are asked. */
export function suspectsAmong(facts: Facts, move: Pick<Move, "volumes">): readonly HostFacts[] {
  const near = new Set(move.volumes.flatMap((each) => whoMayStartWith(volume(facts, each))));
  if (near.size === 0) return [];
  return listed(facts.hosts).filter(({ name }) => near.has(name) && isSuspect(facts, move, name));
}

/** It may have a device of what moves that it is not to have, or have started with it, and serves nobody else. */
export function isSuspect(facts: Facts, { volumes }: Pick<Move, "volumes">, name: string): boolean {
  if (!volumes.some((each) => mayStartWith(volume(facts, each), name))) return false;
  const isAnothers = heldBy(facts, name).some((known) => !volumes.includes(known.name) && hasStill(known, name));
  return !isAnothers && host(facts, name).lent !== "now";
}

/** As the former holder is: in order, else by their relays, else as the policy says. */
function shutDownOthers(move: Move, suspects: Suspects, relayOf: RelayOf): readonly FailoverStep[] {
  const { limits, shutdown } = move.policy;
  const proof = areDown(suspects, "off or in standalone");
  const up: Suspects = (facts) => suspects(facts).filter((each) => !isDown(each, "off or in standalone"));
  const relaysOf = (facts: Facts): readonly string[] => [...new Set(up(facts).flatMap((each) => relayOf(each) ?? []))];
  const cutPower: FailoverStep = {
    name: "cut-power-others",
    phase: "fence",
    destroys: move.from,
    act: (facts) => doAll(relaysOf(facts), (relay) => ({ kind: "switch-relay", relay, to: "off" })),
    within: limits.relay,
    otherwise: "skip",
  };
  const readBack: FailoverStep = {
    name: "read-back-others",
    phase: "fence",
    act: (facts) => {
      const blind = up(facts).filter((each) => relayOf(each) === null);
      if (blind.length > 0) return { cannot: `${namesOf(blind)} may be online` };
      return doAll(relaysOf(facts), (relay) => ({ kind: "read-relay", relay }));
    },
    within: limits.relay,
    proof,
    otherwise: callsForOff(move.policy)
      ? unplugOthers(move, suspects, up, proof)
      : orElse(shutdown.unconfirmed === "retry" ? "retry" : "skip", cutPower.name, limits.retryAfter),
  };
  return [
    {
      name: "shut-others-down",
      phase: "fence",
      destroys: move.from,
      // One that was found in standalone may have been booted since: it says so.
      act: (facts) =>
        doAll(
          suspects(facts).filter((each) => !isDown(each, "off")),
          ({ name }) => ({ kind: "order-shutdown", host: name }),
        ),
      within: shutdown.within,
      proof,
      otherwise: [cutPower, readBack],
    },
  ];
}

function unplugOthers(move: Move, suspects: Suspects, up: Suspects, proof: Proof<Facts>): readonly FailoverStep[] {
  const { limits } = move.policy;
  // A plan comes here with all of them down, as far as it imagines: then it says whom it would be about.
  const named = (facts: Facts): string => namesOf(up(facts)) || namesOf(suspects(facts));
  return [
    {
      ...page(move, ""),
      act: (facts) => ({ do: [{ kind: "page", subject: `${named(facts)} cannot be confirmed off` }] }),
    },
    {
      name: "unplug-others",
      phase: "fence",
      destroys: move.from,
      act: (facts) => doAll(up(facts), ({ name }) => ({ kind: "unplug", host: name })),
      within: limits.boot,
      proof,
      otherwise: { again: "page", after: limits.retryAfter },
    },
  ];
}

function doAll<Subject>(subjects: readonly Subject[], act: (subject: Subject) => Action): Act {
  return subjects.length === 0 ? { skip: "nothing is left to do so" } : { do: subjects.map(act) };
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
