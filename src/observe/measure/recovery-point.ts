/** Recovery point: acknowledged writes that a service lost. */
import { toSeconds } from "../../units/index.js";
import { ageOf } from "../account/age-of-loss.js";
import type { Measure } from "./measure.js";

export const recoveryPoint: Measure = {
  name: "rpo",
  about:
    "Acknowledged writes that the service lost; measured only when the service went on with other data or anew after " +
    "it had promised something, and then write by write.",
  of: "service",
  headlines: ["rpo.max"],
  values: [
    {
      key: "rpo.max",
      about: "Age of the oldest lost write when the service was interrupted.",
      unit: "seconds",
      better: "lower",
    },
    { key: "rpo.writes", about: "Acknowledged writes that were lost.", unit: "count", better: "lower" },
    { key: "rpo.bytes", about: "Bytes of the acknowledged writes that were lost.", unit: "bytes", better: "lower" },
  ],
  begin: (service, accounts) => ({
    values: () => {
      const { writes, context } = accounts;
      const losses = writes.losses.filter((loss) => loss.service === service && loss.at >= context.warmUp);
      if (losses.length === 0 && writes.checks(service, context.warmUp) === 0) return [null, null, null];
      return [
        toSeconds(losses.reduce((most, loss) => Math.max(most, ageOf(loss, accounts)), 0)),
        losses.reduce((sum, loss) => sum + loss.writes, 0),
        losses.reduce((sum, loss) => sum + loss.bytes, 0),
      ];
    },
  }),
};
