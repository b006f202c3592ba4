export * from "./number-format.js";
export * from "./terminal-summary.js";
