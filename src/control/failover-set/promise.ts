/** What a voter may not forget. */
import type { MemberState } from "./member-state.js";

/** It will follow nobody of an older epoch, and of this one nobody else: stored before it is said. */
export function promise(state: MemberState, epoch: number, to: string): void {
  if (state.promised === epoch && state.promisedTo === to) return;
  state.promised = epoch;
  state.promisedTo = to;
  state.newest = Math.max(state.newest, epoch);
  state.unstored = true;
}
