/** Two agents never write to the same target side by side. */
import type { Micros } from "../../units/index.js";
import type { RecordOf } from "../hearing.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** An order to copy whose outcome is not known yet: data may arrive for as long. */
interface Writing {
  readonly agent: string;
  readonly target: string;
  readonly run: number;
  /** Who wrote to the same target since it was given. */
  readonly others: Set<string>;
}

/**
 * Evaluated whenever extents become durable. Who writes when is taken from the orders to copy and what arrives under them,
 * and neither from commands nor from epochs: violated when extents of an agent arrive under an order that it was at before
 * somebody else's arrived. Whoever is given up may be at its order until its successor comes to the target, and then no more.
 */
export const atMostOneWriter: Invariant = {
  name: "at-most-one-writer",
  about:
    "Extents of two agents do not arrive at a target by turns: each would take what the other writes for its own, and nobody " +
    "knows what lies there in the end.",
  idle: "no extent was written",
  appliesTo: runs("replication"),
  watch: (finding) => {
    /** By place and identity of the order. */
    const underWay = new Map<string, Writing>();
    /** By transfer and agent: when the target refused it last, which ends what it had under way. */
    const refusedAt = new Map<string, Micros>();
    const hear = ({ agent, transfer, run, at }: RecordOf<"ExtentsWritten">): void => {
      finding.stake();
      const here = [...underWay.values()].filter(({ target }) => target === transfer);
      const own = here.filter((each) => each.agent === agent && each.run === run);
      const since = own.find(({ others }) => others.size > 0);
      if (since !== undefined) {
        const others = [...since.others].join(" and ");
        finding.violated(at, `${agent} writes run ${run} of ${transfer} while ${others} does`);
      }
      // Whoever is refused has ended before the successor begins, for whom it is refused.
      if (refusedAt.get(`${transfer} ${agent}`) === at) return;
      for (const each of here) if (each.agent !== agent) each.others.add(agent);
    };
    return {
      hears: {
        EffectSent: ({ place, id, action }) => {
          if (action.kind !== "copy-extents") return;
          const { agent, order } = action;
          // A target is of one transfer.
          underWay.set(`${place} ${id}`, { agent, target: order.transfer, run: order.run, others: new Set() });
        },
        OutcomeDelivered: ({ place, id }) => void underWay.delete(`${place} ${id}`),
        OutcomeLost: ({ place, id }) => void underWay.delete(`${place} ${id}`),
        EpochRefused: ({ transfer, agent, at }) => void refusedAt.set(`${transfer} ${agent}`, at),
        ExtentsWritten: hear,
      },
    };
  },
};
