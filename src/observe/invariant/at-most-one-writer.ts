/** Two agents never write to the same target side by side. */
import { endpointName } from "../account/endpoint-name.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Who writes, and for what. */
interface Writer {
  readonly agent: string;
  readonly transfer: string;
  readonly run: number;
  readonly epoch: number;
}

/** An order to copy whose outcome is not known yet: data may arrive for as long. */
interface Writing extends Writer {
  /** The target takes what comes of it, or of the order before it. */
  isThere: boolean;
  /** Who began to write to the same target after this agent had. */
  readonly others: Set<string>;
}

/**
 * Evaluated whenever extents become durable. Who writes is what targets have taken, and neither commands nor epochs: violated
 * when extents of an agent arrive under an order that it had when somebody else began to write there after it. Whoever has
 * been ordered to write and has not come to the target yet writes nothing, and whoever is given up may write until its
 * successor has come there, and then no more.
 */
export const atMostOneWriter: Invariant = {
  name: "at-most-one-writer",
  about:
    "Extents of two agents do not arrive at a target by turns: each would take what the other writes for its own, and nobody " +
    "knows what lies there in the end.",
  idle: "no extent was written",
  appliesTo: runs("replication"),
  watch: (finding) => {
    /** By place and identity of the order, and by transfer, which has one target. */
    const underWay = new Map<string, Writing>();
    const ofTransfers = new Map<string, Set<Writing>>();
    const writingOf = (transfer: string): Set<Writing> => {
      const known = ofTransfers.get(transfer) ?? new Set();
      ofTransfers.set(transfer, known);
      return known;
    };
    /** By target: who writes there since the last change of writers. */
    const writers = new Map<string, Writer>();
    /** Of each transfer that has come to its target: the name of that. */
    const targetOf = new Map<string, string>();
    const end = ({
      place,
      id,
      action,
    }: {
      readonly place: string;
      readonly id: number;
      readonly action: string;
    }): void => {
      if (action !== "copy-extents") return;
      const order = underWay.get(`${place} ${id}`);
      if (order === undefined) return;
      underWay.delete(`${place} ${id}`);
      writingOf(order.transfer).delete(order);
    };
    return {
      hears: {
        EffectSent: ({ place, id, action }) => {
          if (action.kind !== "copy-extents") return;
          const { agent, order } = action;
          const { transfer, run, epoch } = order;
          const own = { agent, transfer, run, epoch };
          const writing = {
            ...own,
            isThere: isSame(writers.get(targetOf.get(transfer) ?? ""), own),
            others: new Set<string>(),
          };
          underWay.set(`${place} ${id}`, writing);
          writingOf(transfer).add(writing);
        },
        OutcomeDelivered: end,
        OutcomeLost: end,
        // Whatever its predecessor was at there is over.
        WritingBegan: (record) => {
          const name = endpointName(record.target);
          const before = writers.get(name);
          writers.set(name, record);
          targetOf.set(record.transfer, name);
          for (const each of writingOf(record.transfer)) if (isSame(each, record)) each.isThere = true;
          if (before === undefined || before.agent === record.agent) return;
          for (const each of writingOf(before.transfer)) {
            if (each.isThere && each.agent === before.agent) each.others.add(record.agent);
          }
        },
        ExtentsWritten: ({ agent, transfer, run, at }) => {
          finding.stake();
          const isOver = (each: Writing): boolean => each.agent === agent && each.run === run && each.others.size > 0;
          const order = [...writingOf(transfer)].find(isOver);
          if (order === undefined) return;
          const others = [...order.others].join(" and ");
          finding.violated(at, `${agent} writes run ${run} of ${transfer} while ${others} does`);
        },
      },
    };
  },
};

function isSame(one: Writer | undefined, other: Writer): boolean {
  return (
    one?.agent === other.agent && one.run === other.run && one.epoch === other.epoch && one.transfer === other.transfer
  );
}
