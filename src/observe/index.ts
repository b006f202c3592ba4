/** The door of this room: what is watched, measured, judged and told of a run. */
export type { Accounts } from "./account/accounts.js";
export type { Declared, GivingBack, ObservationContext } from "./account/context.js";
export { concerns } from "./account/undertaking-account.js";
export { addInvariant, invariants } from "./invariant/index.js";
export type { Finding, Invariant, Watcher } from "./invariant/invariant.js";
export { addMeasure, headlineKeys, measureInfos, measures } from "./measure/index.js";
export type { Measure } from "./measure/measure.js";
export { availabilityOf } from "./measure/subject-availability.js";
export * from "./observation.js";
export type { Hearing, RecordOf } from "./hearing.js";
export { addSubjectKind, subjectKinds } from "./subject/index.js";
export type { State, SubjectKind } from "./subject/subject.js";
