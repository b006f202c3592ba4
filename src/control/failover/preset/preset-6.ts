/** Fig. 6: an active stand-in in another network keeps an address that is valid there 634, and the director redirects 650. */
import { presetOf } from "./preset.js";

export const preset6 = presetOf(
  "6",
  "an active stand-in in another network takes over under an address of its own, to which the director redirects",
  { standby: "active", redirect: true, data: ["copy-remote"] },
  {
    shutDown: "620",
    shutDownStandIn: "622",
    breakMirror: "624",
    cutPower: "626",
    replicate: "630",
    identity: "634",
    online: "640",
    redirect: "650",
  },
);
