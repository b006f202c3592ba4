/** What machines of all families are made of. */
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
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
} from "./routine.js";
export { stepAt } from "./step-path.js";
export type { Act, Otherwise, Proof, Step, Telling } from "./step.js";
export * from "./undertaking.js";
export type { AgentsWord, HostStage } from "./words.js";
