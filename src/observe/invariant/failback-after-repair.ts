/** A host takes nothing back before what it was given up for has ended. */
import { behindRelays } from "../behind-relays.js";
import { instant, say, silentSince } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a failback begins that nobody has ordered, to a host that was given up. It is violated when that host has
 * been in trouble without a break since before its verdict (hung, failed, or with a component that does not work), and
 * nothing was repaired since it was heard last, of it or of what it depends on: what breaks after that, or beside it, the logic
 * need not have noticed, for it was told of a repair, and nobody hears of a silent host which of the two came first. Nobody is told of another host's relay or disk, nor of directors and storage systems: those are no reason to take anything back.
 */
export const failbackAfterRepair: Invariant = {
  name: "failback-after-repair",
  about:
    "A host takes its services back once somebody has repaired it, not before: else each attempt costs an outage and brings " +
    "nothing.",
  idle: "nobody who had been given up took anything back",
  appliesTo: runs("failover"),
  expectedIn: () => false,
  watch: (finding, { context }) => {
    const dependent = dependentOn(context.spec);
    /** When what may concern any host was last repaired, a network, say: who depends on it is told that. */
    let anysRepairedAt: Micros = -1;
    const repairedAt = new Map<string, Micros>();
    /** By host: what is wrong with it, and since when anything is. */
    const troubles = new Map<string, { readonly what: Set<string>; since: Micros }>();
    const givenUp = new Map<string, { readonly at: Micros; readonly silentSince: Micros }>();
    const trouble = (host: string, what: string, isTrouble: boolean, at: Micros): void => {
      const known = troubles.get(host) ?? { what: new Set<string>(), since: at };
      troubles.set(host, known);
      if (isTrouble && known.what.size === 0) known.since = at;
      if (isTrouble) known.what.add(what);
      else known.what.delete(what);
    };
    return {
      hears: {
        HostHealthChanged: ({ host, to, at }) => trouble(host, "health", to === "hung" || to === "failed", at),
        ComponentChanged: ({ host, component, works, at }) => trouble(host, component, !works, at),
        FaultCleared: ({ target, at }) => {
          const told = dependent.get(target);
          if (told === undefined) anysRepairedAt = at;
          for (const host of told ?? []) repairedAt.set(host, at);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "verdict") {
            if (note.verdict === "healthy") givenUp.delete(note.host);
            else givenUp.set(note.host, { at, silentSince: Math.min(silentSince(note.because), at) });
          }
          if (note.kind !== "begun" || note.of.kind !== "failback") return;
          if (note.because.rule === "failback" && note.because.ordered) return;
          const home = note.of.to ?? "";
          const verdict = givenUp.get(home);
          if (verdict === undefined) return;
          finding.stake();
          const known = troubles.get(home);
          if (known === undefined || known.what.size === 0 || known.since > verdict.at) return;
          if (Math.max(anysRepairedAt, repairedAt.get(home) ?? -1) > verdict.silentSince) return;
          finding.violated(
            at,
            say`${home} is to take back what it served, and is broken since ${instant(known.since)}`,
          );
        },
      },
    };
  },
};

/** Whose hosts are told when something is repaired, by its name; of what is not named here, all may be. */
function dependentOn({ hosts, relays, arrays, directors }: WorldSpec): ReadonlyMap<string, readonly string[]> {
  const behind = behindRelays(hosts);
  return new Map([
    ...arrays.map(({ name }) => [name, []] as const),
    ...directors.map(({ name }) => [name, []] as const),
    ...relays.map(({ name }) => [name, behind.get(name) ?? []] as const),
    ...arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, [host]] as const)),
    ...hosts.map(({ name }) => [name, [name]] as const),
  ]);
}
