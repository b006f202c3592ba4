/** A host takes nothing back before what it was given up for has ended. */
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a failback begins that nobody has ordered, to a host that was given up. It is violated when that host has
 * been in trouble without a break since before its verdict (hung, failed, or with a component that does not work), and
 * nothing was repaired meanwhile, of it or of what it depends on: what breaks after that, or beside it, the logic need not
 * have noticed, for it was told of a repair.
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
    const hosts = new Set(context.spec.hosts.map(({ name }) => name));
    /** When what is no host was last repaired: who depends on it is told that. */
    let othersRepairedAt: Micros = -1;
    const repairedAt = new Map<string, Micros>();
    /** By host: what is wrong with it, and since when anything is. */
    const troubles = new Map<string, { readonly what: Set<string>; since: Micros }>();
    const givenUp = new Map<string, Micros>();
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
          if (hosts.has(target)) repairedAt.set(target, at);
          else othersRepairedAt = at;
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "verdict") {
            if (note.verdict === "healthy") givenUp.delete(note.host);
            else givenUp.set(note.host, at);
          }
          if (note.kind !== "begun" || note.of.kind !== "failback") return;
          if (note.because.rule === "failback" && note.because.ordered) return;
          const home = note.of.to ?? "";
          const verdictAt = givenUp.get(home);
          if (verdictAt === undefined) return;
          finding.stake();
          const known = troubles.get(home);
          if (known === undefined || known.what.size === 0 || known.since > verdictAt) return;
          if (Math.max(othersRepairedAt, repairedAt.get(home) ?? -1) > verdictAt) return;
          finding.violated(
            at,
            say`${home} is to take back what it served, and is broken since ${instant(known.since)}`,
          );
        },
      },
    };
  },
};
