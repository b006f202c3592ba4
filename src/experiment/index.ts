/** The public library: run scenarios, compare policies and study parameters from TypeScript. */
export type {
  Blame,
  BrownOut,
  ComparedMeasure,
  ComparedPolicy,
  Comparison,
  ExpectationResult,
  FaultResult,
  FittedFile,
  FittedTimes,
  Incident,
  InvariantResult,
  Loss,
  MeasureInfo,
  MeasureSummary,
  PlantedError,
  PolicyResult,
  PrecisionResult,
  ReplicationResult,
  RunDetail,
  ScenarioIdentity,
  Summary,
  Sweep,
  SweepParameter,
  SweepPoint,
  Topology,
  TraceEntry,
  ValidationRow,
} from "../result/index.js";
export { type Family, type Problem, registerFamily, ScenarioError } from "../scenario/index.js";
export { comparePolicies, DEFAULT_REPLICATIONS, type ComparisonOptions, type Margin } from "./compare-policies.js";
export { storedArm, type ArmValues, type StoredArm } from "./comparison-arm.js";
export type { Executor } from "./executor.js";
export { executorFor } from "./local-executor.js";
export { fleetOf, withoutPassword, type FleetOptions } from "./fleet.js";
export { workForFleet, type FleetWorkerOptions } from "./fleet-worker.js";
export { fitMeasured } from "./fit-measured.js";
export { InputError, noSuch } from "./input-error.js";
export { namedMeasures } from "./named-measures.js";
export type { PolicyMachine } from "./policy-code.js";
export { readPlainFile, UnreadableFile } from "./plain-file.js";
export { replay, type ReplayOutcome } from "./replay.js";
export { type ReplayDifference, type ReplayedEvent } from "./replay-difference.js";
export type { ReplayedValue } from "./replay-values.js";
export { parseReplay, serialiseReplay, type ReplayRecord } from "./replay-record.js";
export type { PrecisionGoal } from "./replicate-policy.js";
export { RunError, type RunPlace } from "./run-error.js";
export { runReplication, type ReplicationOutcome, type RunOptions } from "./run-replication.js";
export {
  explainReplication,
  runScenario,
  runWithCheckpoints,
  type Progress,
  type ScenarioRun,
  type ScenarioRunOptions,
} from "./run-scenario.js";
export { decodeText, scenarioText, type DecodedScenario, type ScenarioText } from "./scenario-text.js";
export { readScenario, type ReadOptions, type ReadScenario } from "./scenario-file.js";
export type { Setting } from "./setting.js";
export { sweep, type SweepJournal, type SweepOptions } from "./sweep.js";
export { folderJournal } from "./sweep-journal.js";
export { traceReplication } from "./trace-replication.js";
export type { TraceSink } from "./trace-world.js";
export { validationItems } from "./validation/item/index.js";
export type { Effort, Figure, Parameters, ValidationItem } from "./validation/item.js";
export { chosenItems, plantErrors, validate, type ValidationOptions } from "./validation/validate.js";
export { version } from "./version.js";
