/** What an undertaking tells of itself, and what its routine needs of the machine that runs it. */
import type { Micros } from "../../units/index.js";
import type { Reason, TimerName, Undertaking } from "../words.js";
import { type Desk, type Out, cancelTimer, setTimer, tell } from "./desk.js";
import type { RoutineContext } from "./routine.js";
import type { Step } from "./step.js";

/** An undertaking with its steps, and what is known while they are done. */
export interface Running<Facts> {
  readonly of: Undertaking;
  readonly steps: readonly Step<Facts>[];
  readonly facts: Facts;
  readonly emit: RoutineContext<Facts>["emit"];
  /** The one with which it waits for the end of a step, or of a pause. */
  readonly timer: TimerName;
  /** From here on whoever takes over may hold what is taken over. */
  readonly handOver: () => void;
  /** Why there is no reason any more to go on, see `RoutineContext`; absent: there always is. */
  readonly whyNot?: () => Reason | null;
}

export function contextOf<Facts>(
  desk: Desk<unknown>,
  { of, steps, facts, emit, timer, handOver, whyNot }: Running<Facts>,
  now: Micros,
  out: Out,
): RoutineContext<Facts> {
  return {
    facts,
    steps,
    now,
    emit,
    tell: ({ to, body }) => tell(to, body, out),
    note: (note) => out.push({ kind: "note", note: { ...note, of } }),
    // What comes at the very moment when its time is up has come in time.
    setTimer: (at) => setTimer(desk, { ...timer, at, afterMessages: true }, out),
    cancelTimer: () => cancelTimer(desk, timer, out),
    handOver,
    ...(whyNot !== undefined && { whyNot }),
  };
}

/** Tells that it begins. @param routine what explanations call what is done */
export function tellBegun(of: Undertaking, routine: string, because: Reason, out: Out): void {
  out.push({ kind: "note", note: { kind: "begun", of, routine, because } });
}

export function tellEnded(of: Undertaking, result: "done" | "given-up", because: Reason, out: Out): void {
  out.push({ kind: "note", note: { kind: "ended", of, result, because } });
}
