/** Extents on their way to a target: one flow over all of it, of which whole extents have arrived whenever it breaks off. */
import type { CopyOrder, Way } from "../../control/index.js";
import { SECOND } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { BandwidthPool } from "../storage/bandwidth.js";
import type { Transfer } from "../storage/channel.js";
import type { OpenRun } from "./run.js";
import type { Target } from "./target.js";
import type { OpenWay } from "./way.js";

/** How it ended; `died`: nobody is left to be told. */
export type CopyEnd = "done" | "died" | { readonly failed: string };

/** What was ordered. */
export interface Stretch {
  readonly agent: string;
  readonly order: CopyOrder;
  readonly way: Way;
  readonly from: number;
  readonly to: number;
}

interface Surroundings extends Ground {
  readonly bandwidth: BandwidthPool;
  readonly options: { readonly everyEvent?: boolean };
}

export class ExtentCopy {
  private way: OpenWay | null = null;
  private flow: Transfer | null = null;
  private ended = false;
  /** Counts beginnings: of those that were given up nothing comes. */
  private attempt = 0;
  /** The next extent to be sent: all before it are durable. */
  private next: number;

  /**
   * @param find a way that data can take now
   * @param admit asks the target whether it takes extents from there on; why not, or `null`
   * @param tell hears of the end, once
   */
  constructor(
    private readonly world: Surroundings,
    readonly stretch: Stretch,
    readonly run: OpenRun,
    readonly target: Target,
    private readonly find: () => OpenWay | { readonly obstacle: string },
    private readonly admit: (from: number) => string | null,
    private readonly tell: (end: CopyEnd) => void,
  ) {
    this.next = stretch.from;
  }

  /** The first byte comes through after one exchange, and then as many in a second as there is bandwidth. */
  begin(): void {
    const way = this.find();
    if ("obstacle" in way) return this.end({ failed: way.obstacle });
    this.way = way;
    this.attempt += 1;
    const { attempt } = this;
    this.world.kernel.after(way.latency, () => {
      if (attempt === this.attempt && !this.ended) this.send(way);
    });
  }

  private send(way: OpenWay): void {
    const { to } = this.stretch;
    const refused = this.admit(this.next);
    if (refused !== null) return this.end({ failed: refused });
    this.flow = this.world.bandwidth.begin(way.channels, this.run.bytesOf(this.next, to), () => {
      this.flow = null;
      this.arrive(to);
      this.end("done");
    });
    if (this.world.options.everyEvent === true) this.watch(this.flow);
  }

  /** Bytes that are through so far, of an extent that is under way too: those are lost if it breaks off. */
  get moved(): number {
    const { flow, next } = this;
    const whole = this.run.bytesOf(this.stretch.from, next);
    return whole + (flow === null ? 0 : Math.floor(this.world.bandwidth.moved(flow)));
  }

  /** Looks at each extent as it arrives, which changes nothing. */
  private watch(flow: Transfer): void {
    if (this.flow !== flow) return;
    const { extent } = this.run.order;
    const left = extent - (this.world.bandwidth.moved(flow) % extent);
    const after = flow.rate > 0 ? Math.ceil((left / flow.rate) * SECOND) : SECOND;
    this.world.kernel.after(Math.max(1, after), () => this.watch(flow));
  }

  /** Something has changed: it goes on over another way, with the extent that was under way, or ends. */
  refresh(): void {
    if (this.way === null || this.way.stands()) return;
    this.stall();
    this.begin();
  }

  /** Who sends it, or helps with that, hangs. */
  stall(): void {
    this.way = null;
    this.attempt += 1;
    const { flow } = this;
    if (flow === null) return;
    this.flow = null;
    const { extent } = this.run.order;
    // Less than a byte is rounding to the whole microsecond.
    const whole = Math.floor((this.world.bandwidth.moved(flow) + 1) / extent);
    this.world.bandwidth.abort(flow);
    this.arrive(Math.min(this.stretch.to, this.next + whole));
  }

  /** It goes on after that. */
  goOn(): void {
    if (this.way === null && !this.ended) this.begin();
  }

  /** It breaks off: whole extents that arrived stay. */
  breakOff(end: Exclude<CopyEnd, "done">): void {
    if (this.ended) return;
    this.stall();
    this.end(end);
  }

  private arrive(upTo: number): void {
    const { target, run, next: from } = this;
    const { order } = this.stretch;
    const { transfer, run: number, epoch } = order;
    if (upTo <= from) return;
    this.next = upTo;
    const again = run.bytesOf(from, Math.max(from, Math.min(upTo, target.heldFor(order))));
    target.write(order, from, upTo);
    this.world.record({
      kind: "ExtentsWritten",
      transfer,
      run: number,
      epoch,
      agent: this.stretch.agent,
      from,
      to: upTo,
      bytes: run.bytesOf(from, upTo),
      again,
    });
  }

  private end(end: CopyEnd): void {
    if (this.ended) return;
    this.ended = true;
    this.tell(end);
  }
}
