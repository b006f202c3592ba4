/** The member failure limit: whoever fails too often is held out, and a person who has put it right says so. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { propose } from "./database.js";
import { specOf } from "./member-config.js";
import type { MemberState } from "./member-state.js";
import { isHeldOut } from "./role.js";

/** More failures than the limit within its time: no role any more until it was serviced. */
export function holdOut(state: MemberState, member: string, now: Micros, out: Out): void {
  const { config, configuration, ruling } = state;
  const { limit } = config.policy;
  if (limit === null || isHeldOut(state, member)) return;
  const recent = (configuration.failures[member] ?? []).filter((at) => at > now - limit.within);
  if (recent.length <= limit.failures) return;
  propose(state, { what: "held-out", member }, now, out);
  const { set } = config;
  const note = { kind: "member-held-out", set, member, epoch: ruling!.epoch, failures: recent.length } as const;
  out.push({ kind: "note", note });
}

/** Somebody repaired and tested it: its failures are forgotten. */
export function service(state: MemberState, member: string, now: Micros, out: Out): void {
  if (state.ruling?.serves !== true || specOf(state.config, member) === undefined) return;
  const known = state.configuration.failures[member] ?? [];
  if (!isHeldOut(state, member) && known.length === 0) return;
  propose(state, { what: "serviced", member }, now, out);
  out.push({ kind: "note", note: { kind: "member-serviced", set: state.config.set, member } });
}
