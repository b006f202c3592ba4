export * from "./balancing/index.js";
export type * from "./effect.js";
export * from "./failover/index.js";
export type * from "./input.js";
export type * from "./machine.js";
export * from "./recovery.js";
export { type Reason, sayReason, sayTime } from "./reason.js";
export type { Act, Otherwise, Proof, Step } from "./routine.js";
export type { Verdict } from "./verdict.js";
