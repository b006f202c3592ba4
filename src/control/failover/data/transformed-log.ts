/** Copied and converted ahead; after the failure the log is converted and applied to that (Fig. 9). */
import { aheadFor, inUse } from "../devices.js";
import { conversion, conversionEstimate, logConversion } from "./conversion.js";
import type { DataStrategy } from "./strategy.js";
import { lacksWay } from "./way.js";

export const transformedLog: DataStrategy = {
  name: "transformed-log",
  about: "data is copied and converted ahead at an interval; after the failure the log is converted and applied",
  cost: "the log since the last time divided by the rate of conversion and again by that of replay",
  transforms: true,
  needsAhead: true,
  lacks: (volume, to, facts) => {
    if (volume.log === null) return `${volume.name} has no log`;
    if (conversion(volume, to, facts)?.by === "export-import")
      return `${volume.name} is converted by export and import`;
    if (logConversion(volume, to, facts) === null) return `no conversion of the log of ${volume.name} is known`;
    return lacksWay(volume, to, facts);
  },
  ahead: (volume, to, facts) => {
    const way = conversion(volume, to, facts);
    if (way === null) return null;
    return { kind: "transform", volume: volume.name, device: inUse(volume), to, ahead: true, rate: way.rate };
  },
  instead: (volume, to, facts) => {
    const way = conversion(volume, to, facts);
    if (way === null) return null;
    return { kind: "transform", volume: volume.name, device: inUse(volume), to, ahead: false, rate: way.rate };
  },
  stages: [
    {
      name: "transform-log",
      act: (volume, to, facts) => {
        const way = logConversion(volume, to, facts);
        if (way === null) return { cannot: `no conversion of the log of ${volume.name} is known` };
        return { kind: "transform-log", volume: volume.name, rate: way.rate };
      },
    },
    {
      name: "apply-log",
      act: (volume, to) => {
        const copied = aheadFor(volume, to);
        if (copied === null) return { cannot: `no copy of ${volume.name} was made ahead` };
        return { kind: "apply-log", volume: volume.name, device: copied, to, log: "transformed" };
      },
    },
  ],
  estimate: (volume, to, facts, every) => {
    const bytes = ((volume.log?.rate ?? 0) * every) / 1_000_000;
    return [
      conversionEstimate(bytes, logConversion(volume, to, facts), Infinity, facts),
      { fixed: 0, bytes, bandwidth: volume.log?.replay ?? 0, own: true },
    ];
  },
};
