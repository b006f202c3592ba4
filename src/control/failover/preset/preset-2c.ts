/** Fig. 2C: the stand-in has a life of its own: shut it down 222, break its mirror 224, cut its power 226, then replicate 230. */
import { presetOf } from "./preset.js";

export const preset2C = presetOf(
  "2C",
  "shut the failed host and an active stand-in down, split the stand-in's own mirror off, and lay the data over its own",
  { standby: "active", redirect: false, data: ["copy"] },
  {
    shutDown: "220",
    shutDownStandIn: "222",
    breakMirror: "224",
    cutPower: "226",
    replicate: "230",
    online: "240",
  },
);
