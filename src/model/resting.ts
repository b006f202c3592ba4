/**
 * A timer of a machine that rings at an interval to have the paths of a host looked at. While the machine is at rest and all of
 * them answer nothing comes of that, and it is left out; it is made up for before anything else happens to the machine.
 */
import type { Rest, Timer } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Ringing } from "./ringing.js";

interface Surroundings {
  readonly kernel: Kernel;
  readonly ringing: Ringing;
  readonly options: { readonly everyEvent?: boolean };
  readonly exports: {
    /** Whether all paths of a host answer; `otherwise` is called once, before or when that may have changed. */
    whileAllAnswer(host: string, within: Micros, otherwise: () => void): boolean;
    forget(host: string): void;
  };
}

/** The machine whose timer it is. */
interface Owner {
  readonly state: () => unknown;
  /** The timer is to ring, among others of its instant where this key says. */
  readonly keyOf: (timer: Timer) => string;
  readonly setAnew: (timer: Timer) => void;
}

export class Resting {
  /** The one that is left out, since it was to ring for the first time. */
  private leftOut: Timer | null = null;

  constructor(
    private readonly world: Surroundings,
    private readonly rest: Rest<unknown>,
    private readonly owner: Owner,
  ) {}

  /** It is to ring now. @returns whether it is left out from now on */
  begin(timer: Timer): boolean {
    const { looks } = timer;
    const { options, exports, ringing, kernel } = this.world;
    if (looks === undefined) return false;
    ringing.rings(kernel.now, this.owner.keyOf(timer));
    if (options.everyEvent === true || !this.rest.isAtRest(this.owner.state())) return false;
    if (!exports.whileAllAnswer(looks.host, looks.within, this.end)) return false;
    this.leftOut = timer;
    return true;
  }

  /** Something may come of it again: it rings at the next of its instants. */
  readonly end = (): void => {
    const timer = this.leftOut;
    if (timer === null) return;
    this.forget();
    const { every } = timer.looks!;
    const { kernel, ringing } = this.world;
    const since = kernel.now - timer.at;
    const before = Math.max(1, Math.ceil(since / every));
    const isPast = since === before * every && ringing.hasRung(kernel.now, this.owner.keyOf(timer));
    const times = isPast ? before + 1 : before;
    this.rest.skip(this.owner.state(), times);
    this.owner.setAnew({ ...timer, at: timer.at + times * every });
  };

  /** The machine has stopped. */
  forget(): void {
    if (this.leftOut !== null) this.world.exports.forget(this.leftOut.looks!.host);
    this.leftOut = null;
  }
}
