/** Which conversion a volume needs for a host, by what is recorded of that host and of the one that holds it. */
import type { VolumeFacts } from "../devices.js";
import { type Facts, host } from "../facts.js";
import { type Comparison, type Transformation, comparePlatforms, transformationIn } from "../transformation/index.js";

/** How the host that holds a volume compares with another. */
export function comparisonFor(volume: VolumeFacts, to: string, facts: Facts): Comparison {
  return compareHosts(volume.holder, to, facts);
}

export function compareHosts(from: string, to: string, facts: Facts): Comparison {
  const { transformations } = facts.surroundings;
  return comparePlatforms(host(facts, from).platform, host(facts, to).platform, transformations);
}

/** `null` when the volume can be used as it is, or no conversion is known. */
export function conversion(volume: VolumeFacts, to: string, facts: Facts): Transformation | null {
  return transformationIn(comparisonFor(volume, to, facts), volume.holds);
}

/** Bytes per second that are converted: as many as the conversion does, and the engine. */
export function conversionRate(way: Transformation | null, { surroundings }: Facts): number {
  return Math.min(way?.rate ?? Infinity, surroundings.conversionCapacity ?? Infinity);
}

export function logConversion(volume: VolumeFacts, to: string, facts: Facts): Transformation | null {
  const comparison = comparisonFor(volume, to, facts);
  return comparison.is === "other-product" ? comparison.log : null;
}
