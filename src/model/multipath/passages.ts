/**
 * I/Os on their way to exported devices, and what they pass through: links, ports, disk adapters. In each of these they are served
 * one after the other, in the order in which they were sent, at the pace that copies leave. An I/O asks for all at once that it
 * passes through (its parts follow each other closely), and is there when the last of them has let it pass.
 */
import type { Handle, Kernel } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { NarrowUse } from "../request-listener.js";

/** Something with a bandwidth that I/Os pass through. */
export interface Narrow {
  readonly name: string;
  /** Bytes per second that copies leave to I/Os. */
  readonly left: number;
}

/** An I/O on its way. */
export interface Passage {
  /** One for each that it passes through. */
  readonly turns: readonly Turn[];
  /** Beside what it waits for and takes there. */
  readonly latency: Micros;
  /** It has failed when it is not through by then. */
  readonly latest: Micros;
  readonly ended: (inTime: boolean) => void;
  event: Handle;
}

type Counted = { -readonly [Key in keyof NarrowUse]: NarrowUse[Key] };

/** Its turn in one of the queues. */
interface Turn {
  readonly passage: Passage;
  readonly queue: Queue;
  /** Bytes that remained when the queue was planned last. */
  bytes: number;
  /** When it is over, in parts of microseconds; `GONE`: nobody waits for it any more. */
  ends: number;
}

const GONE = -1;

/** Who passes through one thing, in their order. Those whose turn is over are dropped now and then. */
interface Queue {
  turns: Turn[];
  /** Bytes per second, as it was planned. */
  pace: number;
  /** When whoever comes now gets his turn, if that is later. */
  freeAt: number;
  /** Somebody left it before his turn was over. */
  isStale: boolean;
  /** As if all that are there stayed until their turns are over. */
  readonly use: Counted;
}

/** Queues shorter than that are not looked through for turns that are over. */
const SHORT = 16;

export class Passages {
  private readonly queues = new Map<Narrow, Queue>();
  private readonly uses = new Map<Narrow, Counted>();
  private planning: Handle = 0;

  constructor(private readonly kernel: Kernel) {}

  /** Sends so many bytes through; `ended` tells whether they came through in time, unless it is withdrawn before. */
  begin(
    through: readonly Narrow[],
    { bytes, ...rest }: Pick<Passage, "latency" | "latest" | "ended"> & { readonly bytes: number },
  ): Passage {
    const turns: Turn[] = [];
    const passage: Passage = { ...rest, turns, event: 0 };
    for (const each of through) turns.push(this.queueUp(each, passage, bytes));
    this.schedule(passage);
    return passage;
  }

  /** Nobody waits for it any more: who stands behind it comes sooner. */
  withdraw({ turns, event }: Passage): void {
    const { now } = this.kernel;
    this.kernel.cancel(event);
    for (const turn of turns) {
      if (turn.ends <= now) continue;
      turn.queue.use.there -= turn.ends - now;
      turn.ends = GONE;
      turn.queue.isStale = true;
    }
    // Many leave at once when a host dies, or a path.
    if (this.planning === 0) this.planning = this.kernel.after(0, this.planStale);
  }

  /** Copies may leave more or less of anything than before. */
  paceChanged(): void {
    for (const [through, queue] of this.queues) {
      if (queue.freeAt <= this.kernel.now) this.queues.delete(through);
      else if (queue.pace !== through.left) this.plan(queue, through.left);
    }
  }

  /** How everything was used that I/Os have passed through, up to now. */
  used(): readonly NarrowUse[] {
    const { now } = this.kernel;
    const ahead = new Map([...this.queues.values()].map((queue) => [queue.use, queue]));
    return [...this.uses.values()].map((use) => {
      const { turns, freeAt } = ahead.get(use) ?? { turns: [], freeAt: 0 };
      const stay = turns.reduce((sum, { ends }) => sum + Math.max(0, ends - now), 0);
      return { ...use, busy: use.busy - Math.max(0, freeAt - now), there: use.there - stay };
    });
  }

  private useOf(through: Narrow): Counted {
    let use = this.uses.get(through);
    if (use === undefined) this.uses.set(through, (use = { name: through.name, ios: 0, busy: 0, there: 0 }));
    return use;
  }

  private queueUp(through: Narrow, passage: Passage, bytes: number): Turn {
    const { now } = this.kernel;
    let queue = this.queues.get(through);
    if (queue === undefined) {
      queue = { turns: [], pace: 0, freeAt: 0, isStale: false, use: this.useOf(through) };
      this.queues.set(through, queue);
    }
    // While nobody is there nobody tells of its pace.
    if (queue.freeAt <= now) queue.pace = through.left;
    const takes = bytes * (SECOND / queue.pace);
    const ends = Math.max(now, queue.freeAt) + takes;
    queue.freeAt = ends;
    const { use } = queue;
    use.ios += 1;
    use.busy += takes;
    use.there += ends - now;
    const turn: Turn = { passage, queue, bytes, ends };
    if (queue.turns.length >= SHORT && queue.turns[queue.turns.length >> 1]!.ends <= now)
      queue.turns = queue.turns.filter((each) => each.ends > now);
    queue.turns.push(turn);
    return turn;
  }

  private readonly planStale = (): void => {
    this.planning = 0;
    for (const queue of this.queues.values()) if (queue.isStale) this.plan(queue, queue.pace);
  };

  /** Gives everybody who is left a turn anew: the first has had a part of his. */
  private plan(queue: Queue, pace: number): void {
    const { now } = this.kernel;
    let begins = now;
    const turns: Turn[] = [];
    for (const turn of queue.turns) {
      const { ends } = turn;
      if (ends === GONE || ends <= now) continue;
      turns.push(turn);
      const length = turn.bytes * (SECOND / queue.pace);
      if (ends - length < now) turn.bytes *= (ends - now) / length;
      turn.ends = begins += turn.bytes * (SECOND / pace);
      queue.use.there += turn.ends - ends;
    }
    queue.use.busy += begins - Math.max(now, queue.freeAt);
    Object.assign(queue, { turns, pace, freeAt: begins, isStale: false });
    for (const { passage } of turns) this.schedule(passage);
  }

  private schedule(passage: Passage): void {
    const { kernel } = this;
    const { turns, latency, latest, ended } = passage;
    let through: number = kernel.now;
    for (const { ends } of turns) through = Math.max(through, ends);
    const at = Math.round(latency + through);
    const inTime = at <= latest;
    kernel.cancel(passage.event);
    passage.event = kernel.schedule(Math.max(kernel.now, Math.min(at, latest)), () => ended(inTime));
  }
}
