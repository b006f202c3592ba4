/** Which role a member has, as it knows itself. */
import type { Out } from "../kit/desk.js";
import type { Reason } from "../words.js";
import type { MemberState } from "./member-state.js";
import type { Role } from "./messages.js";

export function takeRole(state: MemberState, role: Role, epoch: number, because: Reason, out: Out): void {
  if (state.role === role) return;
  state.role = role;
  const { set, self } = state.config;
  out.push({ kind: "note", note: { kind: "role-taken", set, member: self, role, epoch, because } });
}

export function isHeldOut({ configuration }: MemberState, member: string): boolean {
  return configuration.heldOut.includes(member);
}
