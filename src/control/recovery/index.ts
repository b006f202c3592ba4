/** What a host does when it starts again: it settles what its users were promised. */
export * from "./recovery.js";
export { recoveryReasons, type MissingWrites } from "./words.js";
