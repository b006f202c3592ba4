/** Events of one instant in an order of their own, whenever they were planned: what is left out for a while changes none. */
import type { Handle, Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";

/** Something that was planned; it can be called off. */
export interface Planned<Key> {
  readonly at: Micros;
  readonly key: Key;
  readonly act: () => void;
}

interface Round<Key> {
  /** The first one stands last. */
  readonly planned: Planned<Key>[];
  /** An event of the kernel for each; in the order in which they come. */
  readonly events: Handle[];
}

export class Rounds<Key extends number | string> {
  private readonly rounds = new Map<Micros, Round<Key>>();

  /** @param priority of all these events, among others of their instant; among themselves the lower key comes first */
  constructor(
    private readonly kernel: Kernel,
    private readonly priority: number,
  ) {}

  plan(at: Micros, key: Key, act: () => void): Planned<Key> {
    const event = this.kernel.schedule(at, this.next, 0, this.priority);
    const planned = { at, key, act };
    const round = this.rounds.get(at);
    if (round === undefined) this.rounds.set(at, { planned: [planned], events: [event] });
    else {
      round.events.push(event);
      round.planned.splice(placeOf(key, round.planned), 0, planned);
    }
    return planned;
  }

  /** Calls it off, if it is still to come. */
  cancel(planned: Planned<Key> | null): void {
    if (planned === null) return;
    const round = this.rounds.get(planned.at);
    if (round === undefined) return;
    const index = round.planned.indexOf(planned, placeOf(planned.key, round.planned));
    if (index < 0) return;
    round.planned.splice(index, 1);
    this.kernel.cancel(round.events.pop()!);
    this.forgetIfOver(planned.at, round);
  }

  private readonly next = (): void => {
    const { now } = this.kernel;
    const round = this.rounds.get(now)!;
    const { act } = round.planned.pop()!;
    round.events.shift();
    this.forgetIfOver(now, round);
    act();
  };

  private forgetIfOver(at: Micros, { planned }: Round<Key>): void {
    if (planned.length === 0) this.rounds.delete(at);
  }
}

/** Where it belongs among keys that fall; after equal ones, which come in the order of planning, it comes last. */
function placeOf<Key extends number | string>(key: Key, planned: readonly Planned<Key>[]): number {
  let low = 0;
  let high = planned.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (planned[middle]!.key > key) low = middle + 1;
    else high = middle;
  }
  return low;
}
