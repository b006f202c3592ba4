/** The door of this room: the shapes of what is stored, and how they are read again. */
export * from "./actor-state.js";
export type * from "./chronicle.js";
export * from "./causes-in-words.js";
export * from "./who-came-back.js";
export * from "./comparison.js";
export * from "./decode-comparison.js";
export * from "./decode-sweep.js";
export * from "./fitted-times.js";
export { decodeSummary, SummaryError } from "./decode-summary.js";
export { sayFormatVersion } from "./format-version.js";
export type * from "./quantity.js";
export * from "./run-result.js";
export * as shape from "./shape.js";
export * from "./sweep.js";
export * from "./topology.js";
export * from "./trace.js";
export * from "./undertaking.js";
export type * from "./validation.js";
