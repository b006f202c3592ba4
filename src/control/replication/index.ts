/** Transfers by agents that stand in for one another: a server and its agents. */
export { transferAgent } from "./agent.js";
export type { AgentConfig, AgentState, RunFacts } from "./agent-state.js";
export { runSteps } from "./agent-steps.js";
export { choose, type Choice } from "./choose.js";
export * from "./orders.js";
export { transferServer } from "./server.js";
export {
  type AgentFacts,
  MOVE_STEPS,
  newServer,
  type ReplicationPolicy,
  type ServerConfig,
  type ServerLimits,
  type ServerState,
  type TransferConfig,
} from "./server-state.js";
export {
  replicationNotes,
  replicationReasons,
  replicationUndertakings,
  type Progress,
  type TransferState,
} from "./words.js";
