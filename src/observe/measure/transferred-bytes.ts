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
  begin: (transfer, { transfers, context: { warmUp } }) => ({
    values: () => {
      const { written, refused } = transfers.of(transfer);
      const counted = written.filter(({ at }) => at >= warmUp);
      return [
        counted.reduce((sum, { bytes }) => sum + bytes, 0),
        counted.reduce((sum, { again }) => sum + again, 0),
        refused.filter((at) => at >= warmUp).length,
      ];
    },
  }),
};
