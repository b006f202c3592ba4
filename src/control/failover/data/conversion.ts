/** Which conversion a volume needs for a host, by what is recorded of that host and of the one that holds it. */
import { type Facts, host } from "../facts.js";
import {
  type Comparison,
  type Transformation,
  type VolumeContent,
  comparePlatforms,
  transformationIn,
} from "../transformation/index.js";
import type { VolumeFacts } from "../volume-facts.js";
import type { Estimate } from "./strategy.js";

/** @param parts what moves: nothing else is compared */
export function compareHosts(from: string, to: string, facts: Facts, parts?: readonly VolumeContent[]): Comparison {
  const { transformations } = facts.surroundings;
  return comparePlatforms(host(facts, from).platform, host(facts, to).platform, transformations, parts);
}

/** What lies on a volume, against a host for which it may be. @param parts as above */
export function compareData(
  { holder, madeFor }: Pick<VolumeFacts, "holder" | "madeFor">,
  to: string,
  facts: Facts,
  parts?: readonly VolumeContent[],
): Comparison {
  const { transformations } = facts.surroundings;
  const made = madeFor ?? host(facts, holder).platform;
  return comparePlatforms(made, host(facts, to).platform, transformations, parts);
}

/** `null` when the volume can be used as it is, or no conversion is known. */
export function conversion(known: VolumeFacts, to: string, facts: Facts): Transformation | null {
  return transformationIn(compareData(known, to, facts, [known.holds]), known.holds);
}

/** What the engine converts on a way: all conversions share its capacity, and each is no faster than it can be. */
export function conversionEstimate(
  bytes: number,
  way: Transformation | null,
  bandwidth: number,
  { surroundings }: Facts,
): Estimate {
  const { conversionCapacity = Infinity } = surroundings;
  return { fixed: 0, bytes, bandwidth: Math.min(bandwidth, conversionCapacity), most: way?.rate ?? Infinity };
}

export function logConversion(known: VolumeFacts, to: string, facts: Facts): Transformation | null {
  const comparison = compareData(known, to, facts, ["data"]);
  return comparison.is === "other-product" || comparison.is === "other-system" ? comparison.log : null;
}
