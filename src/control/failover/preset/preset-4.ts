/** Fig. 4: as 2A, with the stand-in at another storage system: replicate over the link between them 430. */
import { presetOf } from "./preset.js";

export const preset4 = presetOf(
  "4",
  "shut the failed host down and copy its data to the storage system of a stand-in",
  { standby: "cold", redirect: false, data: ["copy-remote"] },
  { shutDown: "420", replicate: "430", online: "440" },
);
