export * from "./controller.js";
export { dataStrategies, type DataStrategy } from "./data/index.js";
export type { Facts, HostFacts, VolumeFacts } from "./facts.js";
export type * from "./policy.js";
export { type Preset, preset, presets, relaysOf } from "./preset/index.js";
export type { FailoverStep, Move } from "./steps.js";
