/** The timers of one machine: they ring at their time, unless they are set anew or what would put them off is left out. */
import type { Beat, Timer, TimerName } from "../control/index.js";
import type { Handle, Kernel } from "../sim/index.js";
import type { MachineRank, Ringing } from "./ringing.js";
import type { Hold } from "./place.js";
import type { Planned } from "./rounds.js";

interface Armed {
  readonly timer: Timer;
  /** The event of the kernel, or the plan of one that rings in an order of its own. */
  readonly event: Handle | Planned<string>;
}

export class Timers {
  private readonly armed = new Map<string, Armed>();
  /** Beats that are left out, with who left them out: a timer that they put off does not ring meanwhile. */
  private readonly held = new Map<string, { readonly beat: Beat; readonly by: Hold }>();

  /**
   * @param rank of the machine among all
   * @param due a timer's time has come; it stays set until it is taken
   */
  constructor(
    private readonly kernel: Kernel,
    private readonly ringing: Ringing,
    private readonly rank: MachineRank,
    private readonly due: (timer: Timer) => void,
  ) {}

  /** Instead of the one of that kind and subject, if there is one. */
  set(timer: Timer): void {
    const name = keyOf(timer);
    this.cancel(timer);
    const at = Math.max(timer.at, this.kernel.now);
    const ring = () => this.due(timer);
    const { kernel, ringing } = this;
    const rounds = ringing.roundsOf(timer);
    const event = rounds === null ? kernel.schedule(at, ring) : rounds.plan(at, this.keyOf(timer), ring);
    this.armed.set(name, { timer, event });
    if (this.held.size > 0 && timer.putOffBy !== undefined) this.held.get(keyOfBeat(timer.putOffBy))?.by.setAnew();
  }

  /** Where it rings among those of its instant that do so in an order of their own. */
  keyOf(timer: Timer): string {
    return this.ringing.keyOf(timer, this.rank);
  }

  cancel(timer: TimerName): void {
    const name = keyOf(timer);
    const armed = this.armed.get(name);
    if (armed === undefined) return;
    this.callOff(armed);
    this.armed.delete(name);
  }

  /** Takes a timer that is due; false when it was cancelled or set anew since. */
  take(timer: Timer): boolean {
    const name = keyOf(timer);
    return this.armed.get(name)?.timer === timer && this.armed.delete(name);
  }

  /** None rings any more. */
  clear(): void {
    for (const each of this.armed.values()) this.callOff(each);
    this.armed.clear();
    this.held.clear();
  }

  /** What a beat puts off does not ring while it is left out. */
  hold(beat: Beat, by: Hold): void {
    this.held.set(keyOfBeat(beat), { beat, by });
    for (const each of this.putOffBy(beat)) this.callOff(each);
  }

  /** Ends that: they ring when they were to. False when nothing was held. */
  release(beat: Beat): boolean {
    if (!this.held.delete(keyOfBeat(beat))) return false;
    for (const { timer } of this.putOffBy(beat)) this.set(timer);
    return true;
  }

  /** The machine waits in the middle of a turn, and hears what is said meanwhile after it: nothing is left out until then. */
  wait(): void {
    for (const { beat, by } of [...this.held.values()]) by.waits(this.putOffBy(beat).length > 0);
  }

  private putOffBy(beat: Beat): readonly Armed[] {
    return [...this.armed.values()].filter(({ timer }) => isPutOffBy(timer, beat));
  }

  private callOff({ timer, event }: Armed): void {
    if (typeof event === "number") this.kernel.cancel(event);
    else this.ringing.roundsOf(timer)!.cancel(event);
  }
}

export function isPutOffBy({ putOffBy }: Timer, beat: Beat): boolean {
  if (putOffBy === undefined) return false;
  return putOffBy.about === beat.about && putOffBy.kind === beat.kind && putOffBy.from === beat.from;
}

function keyOf({ kind, subject }: TimerName): string {
  return `${kind} ${subject}`;
}

function keyOfBeat({ from, kind, about }: Beat): string {
  return `${from}\n${kind}\n${about}`;
}
