/** Which conversion a volume needs for a host, by what is recorded of that host and of the one that holds it. */
import type { VolumeFacts } from "../devices.js";
import { type Facts, host } from "../facts.js";
import {
  type Comparison,
  type Transformation,
  type VolumeContent,
  comparePlatforms,
  transformationIn,
} from "../transformation/index.js";

/** @param parts what moves: nothing else is compared */
export function compareHosts(from: string, to: string, facts: Facts, parts?: readonly VolumeContent[]): Comparison {
  const { transformations } = facts.surroundings;
  return comparePlatforms(host(facts, from).platform, host(facts, to).platform, transformations, parts);
}

/** `null` when the volume can be used as it is, or no conversion is known. */
export function conversion({ holder, holds }: VolumeFacts, to: string, facts: Facts): Transformation | null {
  return transformationIn(compareHosts(holder, to, facts, [holds]), holds);
}

/** Bytes per second that are converted: as many as the conversion does, and the engine. */
export function conversionRate(way: Transformation | null, { surroundings }: Facts): number {
  return Math.min(way?.rate ?? Infinity, surroundings.conversionCapacity ?? Infinity);
}

export function logConversion({ holder }: VolumeFacts, to: string, facts: Facts): Transformation | null {
  const comparison = compareHosts(holder, to, facts, ["data"]);
  return comparison.is === "other-product" ? comparison.log : null;
}
