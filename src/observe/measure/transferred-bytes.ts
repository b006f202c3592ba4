/** Bytes that a transfer moved, and those of them that its target had already. */
import type { Measure } from "./measure.js";

export const transferredBytes: Measure = {
  name: "transferred-bytes",
  about: "Bytes of the extents that became durable at the target, and writes that the target refused.",
  of: "transfer",
  values: [
    { key: "sent", about: "Bytes that arrived.", unit: "bytes", better: "neither" },
    { key: "sent.twice", about: "Those of them that the target held already.", unit: "bytes", better: "lower" },
    { key: "refused", about: "Times that the target refused an older epoch.", unit: "count", better: "neither" },
  ],
  begin: (transfer, { transfers }) => ({
    values: () => {
      const { sent, again, refused } = transfers.of(transfer);
      return [sent, again, refused];
    },
  }),
};
