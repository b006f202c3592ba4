/** Failover sets of a storage server: members that settle roles, and who replaces parts. */
export { setConsole, type ManagementConsoleConfig } from "./console.js";
export { REMEMBERED, type Revision, type Version } from "./configuration.js";
export { alternateFor, dutiesOf, type Duty, works } from "./duties.js";
export { setMember } from "./member.js";
export type {
  ComponentMember,
  ComponentSet,
  CorrectiveAction,
  MemberConfig,
  MemberSpec,
  SetPolicy,
} from "./member-config.js";
export type { BootKind, MemberState } from "./member-state.js";
export type { Role } from "./messages.js";
export { quorumOf, votersOf } from "./order.js";
export { setWitness, type WitnessConfig } from "./witness.js";
export { setNotes, setReasons, setUndertakings } from "./words.js";
