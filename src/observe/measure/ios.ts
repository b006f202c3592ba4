/** What became of the I/Os to an exported device, and how the paths to it were used. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const ios: Measure = {
  name: "ios",
  about:
    "I/Os of requests to an exported device: how many stalled and failed, for how long, and what was done about paths. Requests that come as a flow do theirs unseen.",
  of: "export",
  headlines: ["stall.max", "ios.failed"],
  values: [
    { key: "ios", about: "I/Os that were answered.", unit: "count", better: "neither" },
    { key: "ios.failed", about: "I/Os that failed: no path was left.", unit: "count", better: "lower" },
    {
      key: "ios.stalled",
      about: "I/Os that were not answered where they were sent first, or had to wait to be sent.",
      unit: "count",
      better: "lower",
    },
    { key: "ios.retried", about: "Times that an I/O was sent again.", unit: "count", better: "lower" },
    { key: "stall.max", about: "The longest stall of an I/O.", unit: "seconds", better: "lower" },
    { key: "stall.total", about: "How long I/Os stalled, all together.", unit: "seconds", better: "lower" },
    { key: "path-switches", about: "Times that other paths were used than before.", unit: "count", better: "neither" },
    { key: "trespasses", about: "Times that it came to serve at another port group.", unit: "count", better: "lower" },
    { key: "paths-held-out", about: "Times that a path was held out.", unit: "count", better: "neither" },
  ],
  begin: (device, accounts) => ({
    values: () => {
      const { done, failed, stalled, retried, longest, stall, switches, trespasses, heldOut } = accounts.ios.of(device);
      const times = [toSeconds(longest), toSeconds(stall)];
      return [done, failed, stalled, retried, ...times, switches, trespasses, heldOut];
    },
  }),
};
