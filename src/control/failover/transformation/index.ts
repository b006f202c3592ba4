/** The transformation engine: what is recorded of hosts, how two of them compare, and what can be converted. */
export { comparePlatforms, type Comparison, movesIn, sayComparison, transformationIn } from "./compare.js";
export { type Difference, differencesOf } from "./difference.js";
export { family, formatOf, hardwareModel, type Platform, type VolumeContent } from "../../platform.js";
export { isUsableAsIs, readsAsItIs, type UsableAsIs } from "./as-is.js";
export { type KnownWay, type Transformation, transformationFor } from "./transformation.js";
