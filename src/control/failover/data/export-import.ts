/** The applications' own export and import: the living host exports ahead, in a format that none of them needs; after the failure that is imported. */
import { aheadFor, inUse } from "../devices.js";
import { conversion } from "./conversion.js";
import type { DataStrategy } from "./strategy.js";
import { carried, lacksWay, wayTo } from "./way.js";

export const exportImport: DataStrategy = {
  name: "export-import",
  about:
    "the host exports its data ahead, as long as it works, at an interval; after the failure the last export is imported",
  cost: "its size divided by the rate of the import; what was written since the last export is lost",
  transforms: true,
  needsAhead: true,
  lacks: (volume, to, facts) =>
    conversion(volume, to, facts)?.by === "export-import"
      ? lacksWay(volume, to, facts)
      : `no application is known to export ${volume.name} for ${to}`,
  ahead: (volume, to, facts) => {
    const way = conversion(volume, to, facts);
    if (way?.by !== "export-import") return null;
    const { name, holder } = volume;
    return { kind: "export", volume: name, device: inUse(volume), from: holder, to, ahead: true, rate: way.rate };
  },
  stages: [
    {
      name: "import",
      act: (volume, to, facts) => {
        const [exported, way] = [aheadFor(volume, to), conversion(volume, to, facts)];
        if (exported === null) return { cannot: `no export of ${volume.name} was made ahead` };
        if (way === null) return { cannot: `no conversion of ${volume.name} for ${to} is known` };
        return { kind: "import", volume: volume.name, device: exported, to, rate: way.rate };
      },
    },
  ],
  estimate: (volume, to, facts) => [
    { ...carried(volume.size, wayTo(volume, to, facts)), most: conversion(volume, to, facts)?.rate ?? Infinity },
  ],
};
