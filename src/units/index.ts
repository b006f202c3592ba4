export * from "./micros.js";
export * from "./said.js";
