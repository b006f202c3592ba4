/** What several strokes do to one thing at once: each ends by itself, and what the others do goes on until theirs. */
import type { Cure } from "./fault-kind.js";

/** What one stroke does, as long as it does it. */
interface Cause<Value> {
  readonly value: Value;
}

/** A stroke in force. */
export interface Laid<Value> {
  /** It does something else from now on. */
  readonly become: (value: Value) => void;
  readonly end: Cure;
}

export class Overlay<Thing extends object, Value, Effect = Value> {
  private readonly causes = new WeakMap<Thing, readonly Cause<Value>[]>();

  /**
   * @param combine what they do together; of none, how it is without any
   * @param isOver something else has ended whatever was done to it: who lost its power hangs no more
   */
  constructor(
    private readonly combine: (values: readonly Value[]) => Effect,
    private readonly isOver: (thing: Thing) => boolean = () => false,
  ) {}

  /** Some stroke is in force there. */
  has(thing: Thing): boolean {
    return this.inForce(thing).length > 0;
  }

  /** @param apply makes it so; called when what all do together changes */
  lay(thing: Thing, value: Value, apply: (effect: Effect) => void): Laid<Value> {
    let cause: Cause<Value> = { value };
    const set = (change: (causes: readonly Cause<Value>[]) => readonly Cause<Value>[]): void => {
      const before = this.inForce(thing);
      const after = change(before);
      this.causes.set(thing, after);
      const effect = this.effectOf(after);
      if (effect !== this.effectOf(before)) apply(effect);
    };
    set((causes) => [...causes, cause]);
    return {
      become: (value) => {
        const old = cause;
        cause = { value };
        set((causes) => causes.map((each) => (each === old ? cause : each)));
      },
      end: () => set((causes) => causes.filter((each) => each !== cause)),
    };
  }

  private inForce(thing: Thing): readonly Cause<Value>[] {
    return this.isOver(thing) ? [] : (this.causes.get(thing) ?? []);
  }

  private effectOf(causes: readonly Cause<Value>[]): Effect {
    return this.combine(causes.map(({ value }) => value));
  }
}

/** States last until the last stroke ends. */
export class State<Thing extends object> {
  private readonly overlay: Overlay<Thing, true, boolean>;

  constructor(isOver?: (thing: Thing) => boolean) {
    this.overlay = new Overlay((causes) => causes.length > 0, isOver);
  }

  has(thing: Thing): boolean {
    return this.overlay.has(thing);
  }

  /** @param apply called with true when the state begins, with false when it ends */
  lay(thing: Thing, apply: (holds: boolean) => void): Cure {
    return this.overlay.lay(thing, true, apply).end;
  }
}

/** However many overlap, latencies stay finite and something still gets through. */
const LARGEST_PRODUCT = 1e18;

/** Factors multiply. */
export function product(factors: readonly number[]): number {
  return factors.reduce((all, each) => Math.min(all * each, LARGEST_PRODUCT), 1);
}

/** What one lets through the other may lose: 1 − (1 − p)(1 − q). */
export function loss(probabilities: readonly number[]): number {
  return probabilities.reduce((all, each) => all + each - all * each, 0);
}
