/** A host that stood in under another's identity, and for which the step that takes that back came to nothing, is told again. */
import type { Out } from "../kit/desk.js";
import { host } from "./facts.js";
import { type FailoverState, emit } from "./state.js";

/** Gives a host its own identity back, unless it stands in for somebody or is to; refused, it is tried when it was serviced. */
export function returnIdentity(state: FailoverState, name: string, out: Out): void {
  const { borrowed, identity } = host(state.facts, name);
  const isUsed = state.groups.some(({ holder, takeover }) => holder === name || takeover?.move.to === name);
  if (borrowed === null || isUsed) return;
  emit(state, { kind: "set-identity", host: name, identity }, { rule: "not-needed" }, null, out);
}
