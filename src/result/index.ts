export * from "./actor-state.js";
export * from "./run-result.js";
