export * from "./recovery.js";
export type { MissingWrites } from "./words.js";
