/** Fig. 8: save configurations 805 807; after the failure compare them 828, and replicate 830 or copy and transform 835. */
import { presetOf } from "./preset.js";

export const preset8 = presetOf(
  "8",
  "an active stand-in of another make takes over what can be used as it is, and the rest transformed",
  { standby: "active", redirect: true, data: ["copy", "copy-remote", "transform"] },
  {
    shutDown: "820",
    shutDownStandIn: "822",
    breakMirror: "824",
    cutPower: "826",
    compare: "828",
    replicate: "830",
    stages: { transform: "835" },
    online: "845",
  },
  { saveFrom: "805", saveTo: "807" },
);
