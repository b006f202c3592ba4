/** Multipath of hosts: which paths to a device are used. */
export * from "./group.js";
export { pathsMachine, TRESPASS } from "./machine.js";
export type * from "./policy.js";
export { type Lane, pathSelector, type SelectPath, type Turn as PathTurn } from "./selector.js";
export type { PathsState } from "./state.js";
export { pathNotes, pathReasons, pathUndertakings, type PathState, type PathTable } from "./words.js";
