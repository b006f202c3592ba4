/** The language: a scenario file to a scenario, with all that is wrong with it. */
export { type Plan, planOf } from "./build/plan.js";
export type { PlannedMove, PlannedStep } from "./build/planned-move.js";
export { pathsOf } from "./build/storage-paths.js";
export { weaknessesOf } from "./build/weaknesses.js";
export { buildRun, type BuiltRun } from "./build/build-run.js";
export { decodeScenario, type Decoded } from "./decode-scenario.js";
export { type FaultKind, faultKind, faultKinds } from "./fault/index.js";
export { LARGEST_SCENARIO } from "./limits.js";
export { type LoadPattern, loadPatterns } from "./load/index.js";
export { newScenario } from "./new-scenario.js";
export { formatProblems, hasErrors, type Problem, ScenarioError } from "./problem.js";
export { topologyOf } from "./topology-of.js";
export { nearestName } from "./nearest-name.js";
export { decodeDuration } from "./quantity/index.js";
export type * from "./scenario.js";
export { scenarioSchema, scenarioSchemaText } from "./scenario-schema.js";
export { pathInFolder, type Sources } from "./sources.js";
