/** Time, and how numbers and lists are told: the ground on which all rooms stand. */
export * from "./micros.js";
export * from "./said.js";
export * from "./some-of.js";
