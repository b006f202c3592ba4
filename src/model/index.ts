export type * from "./record.js";
export type * from "./spec.js";
