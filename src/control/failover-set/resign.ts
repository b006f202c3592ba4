/** Stepping down: before anything else is said or done by who is not Primary any more. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Out } from "../kit/desk.js";
import type { Reason } from "../words.js";
import { abandonCorrections } from "./corrections.js";
import type { MemberState } from "./member-state.js";
import { abandonReplacements } from "./replacement.js";
import { takeRole } from "./role.js";
import { planToStand } from "./standing.js";
import { patienceOf, tellVoters } from "./talk.js";

/** Tells so: whoever promised it something is free. @param heir who is to follow at once */
export function stepDown(state: MemberState, because: Reason, now: Micros, out: Out, heir: string | null = null): void {
  const { ruling, config } = state;
  if (ruling === null) return;
  takeRole(state, "none", ruling.epoch, because, out);
  abandonReplacements(state, because, out);
  abandonCorrections(state, because, out);
  state.ruling = null;
  cancelTimer(state.desk, { kind: "beat", subject: config.self }, out);
  cancelTimer(state.desk, { kind: "lease", subject: config.self }, out);
  tellVoters(state, { kind: "resigned", set: config.set, epoch: ruling.epoch, heir, failed: !state.fit }, out);
  state.promisedUntil = now;
  planToStand(state, now, out, patienceOf(state));
}
