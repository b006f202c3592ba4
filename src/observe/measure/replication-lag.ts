/** Recovery point of transfers: how old the newest complete copy is, at every instant. */
import { toSeconds, type Micros } from "../../units/index.js";
import { lagAt, type NewestCopy } from "../account/transfer-account.js";
import type { Measure } from "./measure.js";

/**
 * A saw-tooth: it grows with time, and falls to the age of a copy at the instant at which that is complete. Counted from the
 * first complete copy on; what a copy holds is its source as it was when the run was opened.
 */
export const replicationLag: Measure = {
  name: "replication-lag",
  about: "Age of the newest complete copy of a transfer: what would be lost if its source were lost.",
  of: "transfer",
  values: [
    { key: "lag.mean", about: "Over all time since there is a complete copy.", unit: "seconds", better: "lower" },
    { key: "lag.max", about: "The oldest that it ever was.", unit: "seconds", better: "lower" },
    { key: "lag.end", about: "When the run ended.", unit: "seconds", better: "lower" },
  ],
  begin: (transfer, { transfers, context }) => ({
    values: (until) => {
      const book = transfers.of(transfer);
      const teeth = teethOf(book.copies, context.warmUp, until);
      const time = teeth.reduce((sum, { from, to }) => sum + (to - from), 0);
      if (time === 0) return [null, null, null];
      const area = teeth.reduce(
        (sum, { from, to, asOf }) => sum + (toSeconds(to - from) * toSeconds(from + to - 2 * asOf)) / 2,
        0,
      );
      const most = teeth.reduce((high, { to, asOf }) => Math.max(high, to - asOf), 0);
      return [area / toSeconds(time), toSeconds(most), toSeconds(lagAt(book, until) ?? 0)];
    },
  }),
};

/** From one complete copy to the next, as far as that is measured. */
function teethOf(copies: readonly NewestCopy[], warmUp: Micros, until: Micros) {
  return copies.flatMap(({ at, asOf }, index) => {
    const from = Math.max(at, warmUp);
    const to = Math.min(copies[index + 1]?.at ?? until, until);
    return to > from ? [{ from, to, asOf }] : [];
  });
}
