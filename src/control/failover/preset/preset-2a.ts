/** Fig. 2A: detect 210, shut the primary down 220, replicate 230, power the stand-in on and bring it online 240. */
import { presetOf } from "./preset.js";

export const preset2A = presetOf(
  "2A",
  "shut the failed host down, bring its data to an identical stand-in, power that on",
  { standby: "cold", redirect: false, data: [] },
  { shutDown: "220", replicate: "230", online: "240" },
);
