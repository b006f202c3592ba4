export { actsOn, type DetectPolicy } from "./detect-policy.js";
export type { BrokenPart } from "./words.js";
export { noticing, type Noticing } from "./detection.js";
export * from "./desk.js";
export { completesSeries, type MinorErrors, type SeriesPolicy } from "./minor-errors.js";
export { Numbered } from "./numbered.js";
export * from "./position.js";
export {
  enterStep,
  newRoutine,
  onRoutineEvidence,
  onRoutineNews,
  onRoutineOutcome,
  onRoutineTimer,
  stepAt,
  type Act,
  type Otherwise,
  type Proof,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
  type Step,
  type Telling,
} from "./routine.js";
export * from "./undertaking.js";
export type { AgentsWord, HostStage } from "./words.js";
