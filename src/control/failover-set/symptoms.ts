/** Fault characterisation: which symptoms, how many of them, and within which time. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MemberState, Symptoms } from "./member-state.js";
import { askSelfTest } from "./self-test.js";

/** Errors that somebody has counted at its own place so far: enough new ones in a time have it tested. */
export function noteSymptoms(
  state: MemberState,
  of: string,
  { counted, at }: Symptoms,
  errors: number,
  now: Micros,
  out: Out,
): Symptoms {
  if (errors === counted) return { counted, at };
  const { symptoms, networks } = { ...state.config, ...state.config.policy };
  // Counted anew after a restart.
  const more = errors < counted ? errors : errors - counted;
  const recent = [...at.filter((each) => each > now - symptoms.within), ...Array<Micros>(more).fill(now)];
  if (recent.length < symptoms.count) return { counted: errors, at: recent };
  askSelfTest(state, of, { why: "symptoms", over: networks }, now, out);
  return { counted: errors, at: [] };
}
