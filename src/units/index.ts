export * from "./micros.js";
export * from "./said.js";
export * from "./some-of.js";
