/** The data is copied and converted for the stand-in's platform (Fig. 8). */
import { inUse } from "../devices.js";
import { conversion, conversionEstimate } from "./conversion.js";
import type { DataStrategy } from "./strategy.js";
import { bandwidthTo, lacksWay } from "./way.js";

export const transform: DataStrategy = {
  name: "transform",
  about: "the data is copied and converted for another platform",
  cost: "its size divided by the bandwidth or by the rate of conversion, whichever is less",
  transforms: true,
  lacks: (volume, to, facts) =>
    conversion(volume, to, facts)?.by === "export-import"
      ? `${volume.name} is converted by export and import, and what has failed exports nothing`
      : lacksWay(volume, to, facts),
  stages: [
    {
      name: "transform",
      act: (volume, to, facts) => {
        const way = conversion(volume, to, facts);
        if (way === null) return { cannot: `no conversion of ${volume.name} for ${to} is known` };
        return { kind: "transform", volume: volume.name, device: inUse(volume), to, ahead: false, rate: way.rate };
      },
    },
  ],
  estimate: (volume, to, facts) => [
    conversionEstimate(volume.size, conversion(volume, to, facts), bandwidthTo(volume, to, facts), facts),
  ],
};
