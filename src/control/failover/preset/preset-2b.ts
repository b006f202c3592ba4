/** Fig. 2B: replicate ahead 205, detect 210, shut the primary down 220, find and apply the log 225, online 240. */
import { presetOf } from "./preset.js";

export const preset2B = presetOf(
  "2B",
  "copy the data ahead; after the failure shut the failed host down and apply its transaction log to the copy",
  { standby: "cold", redirect: false, data: ["log-apply"] },
  { shutDown: "220", replicate: "225", online: "240" },
  { replicate: "205" },
);
