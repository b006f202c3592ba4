/** How long applications were held so that copies could be made of their data. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const heldApplications: Measure = {
  name: "held-applications",
  about: "Time that an application spent quiesced, in backup mode or unmounted.",
  of: "application",
  values: [{ key: "quiesced", about: "That time, while its host worked.", unit: "seconds", better: "lower" }],
  begin: (name, { applications, context: { warmUp } }) => ({
    values: (until) => [toSeconds(applications.heldTime(name, warmUp, until))],
  }),
};
