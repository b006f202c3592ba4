/** The quantities of the language. */
export { bandwidth, flow } from "./bandwidth.js";
export { distributionIn, distributionKindOf, makeDistribution, type WrittenDistribution } from "./distribution.js";
export { decodeDuration, duration, interval, period } from "./duration.js";
export { multiplier } from "./multiplier.js";
export { type Parsed, type Quantity, wrong } from "./quantity.js";
export { rate } from "./rate.js";
export { share } from "./share.js";
export { size } from "./size.js";
export { slowness } from "./slowness.js";
export { threshold } from "./threshold.js";
