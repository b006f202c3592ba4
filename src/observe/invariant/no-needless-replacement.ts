/** Nobody gives a member up for silence that works and was to be heard. */
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** From the last word that came through to the verdict, at the usual settings and beyond; a policy may take longer. */
const WINDOW: Micros = 5_000_000;

/**
 * Evaluated whenever somebody is given up for silence on all networks. Needless when it has worked all the time, and some
 * network between the two was whole all the time. A policy that takes silence on one network for a failure does so by its own
 * rule; how often that is false on the truth is a measure. Cut off on every network it cannot be told from one that died.
 */
export const noNeedlessReplacement: Invariant = {
  name: "no-needless-replacement",
  about:
    "Nobody is given up as silent that works and can be heard over one of the networks: it would be an outage made by what should prevent it.",
  idle: "nobody was given up for silence",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members, context }) => {
    const { networks } = context.spec;
    const window = Math.max(WINDOW, context.setSilence ?? 0);
    /** By network and place: when it was troubled last; infinite while it is. */
    const troubles = new Map<string, Map<string, Micros>>();
    const note = (network: string, what: string, isTrouble: boolean, at: Micros): void => {
      const known = troubles.get(network) ?? new Map<string, Micros>();
      troubles.set(network, known.set(what, isTrouble ? Infinity : at));
    };
    const all = networks.map(({ name }) => name);
    const isClean = (network: string, since: Micros): boolean =>
      [...(troubles.get(network)?.values() ?? [])].every((at) => at < since);
    return {
      hears: {
        TalkDisturbed: ({ from, to, over, disturbed, at }) => {
          for (const each of over === undefined ? all : [over])
            note(each, `${from} ${to} ${over ?? "all"}`, disturbed, at);
        },
        LinkChanged: ({ link, up, at }) => note(link, "itself", !up, at),
        LinkQualityChanged: ({ link, slowness, loss, at }) => note(link, "quality", slowness > 1 || loss > 0, at),
        NoteMade: ({ note: told, at }) => {
          if (told.kind !== "member-given-up" || told.because.rule !== "silent-on-all-networks") return;
          finding.stake();
          const one = members.members.get(told.member);
          const other = members.members.get(told.by);
          const set = members.sets.get(told.set);
          if (one === undefined || other === undefined || set === undefined) return;
          const since = at - window;
          if (one.state !== "works" || one.since > since || other.since > since) return;
          if (!set.networks.some((each) => isClean(each, since))) return;
          finding.violated(at, say`${told.by} gives up ${told.member}, which works since ${instant(one.since)}`);
        },
      },
    };
  },
};
