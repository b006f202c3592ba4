export * from "./recovery.js";
export { recoveryReasons, type MissingWrites } from "./words.js";
