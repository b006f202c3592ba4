export type { ObservationContext } from "./account/context.js";
export { invariants } from "./invariant/index.js";
export type { Invariant } from "./invariant/invariant.js";
export { measureInfos, measures } from "./measure/index.js";
export type { Measure, MeasureValue } from "./measure/measure.js";
export * from "./observation.js";
