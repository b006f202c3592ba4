/** Bytes that storage systems copied. */
import type { Measure } from "./measure.js";

export const copiedBytes: Measure = {
  name: "storage-copied",
  about: "Bytes of the copies that ended well after the warm-up.",
  of: "run",
  values: [{ key: "storage.copied", about: "Bytes of the copies that ended well.", unit: "bytes", better: "lower" }],
  begin: (_, { context }) => {
    let copied = 0;
    return {
      hears: {
        CopyEnded: ({ bytes, result, at }) => {
          if (result === "done" && at >= context.warmUp) copied += bytes;
        },
      },
      values: () => [copied],
    };
  },
};
