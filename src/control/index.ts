/** The door of this room, and `understudy-sim/control`: the machines of all families, what they hear and what they say. */
export * from "./balancing/index.js";
export * from "./dual-server/index.js";
export * from "./failover/index.js";
export * from "./failover-set/index.js";
export * from "./identity.js";
export * from "./kit/index.js";
export type * from "./machine.js";
export { type NoteSayers, type UndertakingSayer } from "./note.js";
export {
  family,
  formatOf,
  hardwareModel,
  type Platform,
  type Processors,
  sayPlatform,
  sayProcessors,
  type VolumeContent,
} from "./platform.js";
export type { ReasonSayers } from "./reason.js";
export * from "./path/index.js";
export * from "./recovery/index.js";
export * from "./replication/index.js";
export { aside, at, bytes, count, duration, instant, type Mark, type Phrase, plain, say, sayNumber } from "./say.js";
export { isRoutine, sayCause, sayNote, teachNotes, teachRoutine, teachUndertakings } from "./say-note.js";
export { phraseOf, sayReason, teachReasons } from "./say-reason.js";
export type { Verdict } from "./verdict.js";
export type * from "./words.js";
