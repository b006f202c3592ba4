/**
 * Processor sharing: whoever is there is served at once, and all as fast as each other. Kept as work that anybody who was there
 * from the beginning would have got by now; who comes ends when that has grown by the work that it brings.
 */
import type { Handle, Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

interface Share {
  readonly slot: number;
  /** Of what everybody gets: when it has all its work. */
  readonly end: number;
  /** Of two that end together the one that came first is first. */
  readonly order: number;
}

export class SharedPace {
  /** A heap: who ends next is first. */
  private readonly heap: Share[] = [];
  /** What everybody has got up to `counted`, in microseconds of work. */
  private given = 0;
  private counted: Micros = 0;
  private next: Handle = 0;
  private came = 0;
  private stopped = false;

  /**
   * @param paces so many are served at full pace; more share it
   * @param ended hears of each that has all its work
   */
  constructor(
    private readonly kernel: Kernel,
    private readonly paces: number,
    private readonly ended: (slot: number) => void,
  ) {}

  /** @param work microseconds at full pace */
  enter(slot: number, work: number): void {
    this.count();
    this.heap.push({ slot, end: this.given + work, order: this.came++ });
    this.rise(this.heap.length - 1);
    this.arm();
  }

  /** Nobody gets anything until it goes on. */
  stop(): void {
    this.count();
    this.stopped = true;
    this.kernel.cancel(this.next);
  }

  goOn(): void {
    this.count();
    this.stopped = false;
    this.arm();
  }

  /** All of them are gone, and nobody is told. */
  empty(): void {
    this.stopped = false;
    this.kernel.cancel(this.next);
    this.heap.length = 0;
    this.given = 0;
  }

  private get pace(): number {
    return this.stopped ? 0 : Math.min(1, this.paces / this.heap.length);
  }

  private count(): void {
    const { now } = this.kernel;
    this.given = this.heap.length === 0 ? 0 : this.given + (now - this.counted) * this.pace;
    this.counted = now;
  }

  private arm(): void {
    this.kernel.cancel(this.next);
    const [first] = this.heap;
    if (first === undefined || this.stopped) return;
    this.next = this.kernel.after(Math.max(0, Math.round((first.end - this.given) / this.pace)), this.end);
  }

  private readonly end = (): void => {
    this.count();
    const { slot } = this.takeFirst();
    this.arm();
    this.ended(slot);
  };

  private takeFirst(): Share {
    const [first] = this.heap;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return first!;
  }

  private rise(index: number): void {
    for (let at = index; at > 0;) {
      const above = (at - 1) >> 1;
      if (!isBefore(this.heap[at]!, this.heap[above]!)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let first = at;
      if (left < this.heap.length && isBefore(this.heap[left]!, this.heap[first]!)) first = left;
      if (right < this.heap.length && isBefore(this.heap[right]!, this.heap[first]!)) first = right;
      if (first === at) return;
      this.swap(at, first);
      at = first;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

function isBefore(a: Share, b: Share): boolean {
  return a.end < b.end || (a.end === b.end && a.order < b.order);
}
