/** Two active servers, and an agent of each in every cluster: the machines of that. */
export { clusterAgent } from "./agent.js";
export type {
  AgentConfig as ClusterAgentConfig,
  AgentPolicy as ClusterAgentPolicy,
  AgentState as ClusterAgentState,
  RegistrationFacts,
  TaskFacts,
} from "./agent-state.js";
export { domainCaretaker, type CaretakerConfig } from "./caretaker.js";
export { domainConsole, type ConsoleConfig, type ConsoleState } from "./console.js";
export * from "./orders.js";
export { changeSteps, registrationSteps } from "./registration-steps.js";
export {
  domainServer,
  type ServerConfig as DomainServerConfig,
  type ServerState as DomainServerState,
} from "./server.js";
export { clusterStarter, type StarterState } from "./starter.js";
export { startSteps, type StarterConfig, type StartFacts, type StartOrder } from "./start-steps.js";
export { taskSteps } from "./task-steps.js";
export { domainNotes, domainReasons, domainUndertakings } from "./words.js";
