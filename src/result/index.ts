export * from "./actor-state.js";
export type * from "./chronicle.js";
export * from "./comparison.js";
export * from "./decode-summary.js";
export * from "./run-result.js";
export * from "./sweep.js";
export * from "./topology.js";
export * from "./trace.js";
export * from "./undertaking.js";
