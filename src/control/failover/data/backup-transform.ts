/** For a stand-in of another make: the last good backup is restored, and that is converted. */
import { aheadFor } from "../devices.js";
import { conversion, conversionEstimate } from "./conversion.js";
import type { DataStrategy } from "./strategy.js";
import { bandwidthTo } from "./way.js";
import { backupLog } from "./backup-log.js";
import { transform } from "./transform.js";

export const backupTransform: DataStrategy = {
  name: "backup+transform",
  about: "the last good backup is restored and converted for another platform",
  cost: "the time to restore and then to convert; what changed since the backup is lost",
  transforms: true,
  restores: true,
  lacks: (volume, to, facts) => backupLog.lacks(volume, to, facts) ?? transform.lacks(volume, to, facts),
  stages: [
    backupLog.stages[0]!,
    {
      name: "transform-restored",
      written: true,
      act: (volume, to, facts) => {
        const [restored, way] = [aheadFor(volume, to), conversion(volume, to, facts)];
        if (restored === null) return { cannot: `nothing was restored of ${volume.name}` };
        if (way === null) return { cannot: `no conversion of ${volume.name} for ${to} is known` };
        return { kind: "transform", volume: volume.name, device: restored, to, ahead: false, rate: way.rate };
      },
    },
  ],
  estimate: (volume, to, facts, every) => [
    backupLog.estimate(volume, to, facts, every)[0]!,
    conversionEstimate(volume.size, conversion(volume, to, facts), bandwidthTo(volume, to, facts), facts),
  ],
};
