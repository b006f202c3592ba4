/** The public library: run scenarios and compare policies from TypeScript. */
export { RunError, type RunPlace } from "./run-error.js";
export { runReplication, type ReplicationOutcome, type RunOptions } from "./run-replication.js";
export { runScenario, type ScenarioRunOptions } from "./run-scenario.js";
