/** A mirror in another storage system: synchronous, or behind by what is still under way, write by write and in order. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { WriteRange } from "../true-state.js";
import type { RemoteMirrorSpec } from "../spec.js";
import type { ArrayLink } from "./array-link.js";

/** When so many equal parts came, one after the other; both times are the same of what came at once. */
export interface Stretch {
  readonly from: Micros;
  readonly to: Micros;
  readonly parts: number;
}

export function instant(at: Micros): Stretch {
  return { from: at, to: at, parts: 1 };
}

interface UnderWay {
  readonly range: WriteRange;
  readonly bytes: number;
  /** From when on its parts may be sent. */
  readonly sendable: Stretch;
}

/** A device, as far as it takes part. */
interface Side {
  corrupt: boolean;
  readonly array: { readonly powered: boolean; readonly media: { put(device: Side, range: WriteRange): void } };
}

/** @typeParam Device of which it is one, and of which another is its source */
export class RemoteMirror<Device extends Side> {
  /** Split off: what is written to the source from now on does not come here. */
  private splitOff = false;
  private readonly underWay: UnderWay[] = [];
  private sending = false;
  /** Nothing was under way any more, or the connection came back. */
  private freeSince: Micros = 0;
  /** The source became corrupt, and that is under way too. */
  private corruption = false;

  constructor(
    private readonly world: Ground,
    readonly spec: RemoteMirrorSpec,
    /** What it follows, or followed last. */
    public source: Device,
    readonly device: Device,
    private readonly link: ArrayLink,
  ) {}

  get active(): boolean {
    return !this.splitOff;
  }

  /** What a synchronous mirror adds to every write: there and back. */
  get delay(): Micros {
    return this.active && this.spec.mode === "synchronous" && this.connected ? 2 * this.link.latency : 0;
  }

  private get connected(): boolean {
    return this.link.up && this.device.array.powered && this.source.array.powered;
  }

  private get lag(): Micros {
    return this.spec.mode === "synchronous" ? 0 : this.spec.lag;
  }

  /** The source holds these writes since then. */
  take(range: WriteRange, bytes: number, { from, to, parts }: Stretch): void {
    if (!this.active) return;
    if (this.spec.mode === "synchronous" && this.connected && this.underWay.length === 0) return this.put(range);
    this.underWay.push({ range, bytes, sendable: { from: from + this.lag, to: to + this.lag, parts } });
    this.send();
  }

  /** Whatever came to the source before, at so many bytes a second, is here by now; `-Infinity`: nobody can say. */
  inStepUpTo(rate: number): Micros {
    const { now } = this.world.kernel;
    if (!this.active) return now;
    const [first] = this.underWay;
    const isBehind = first !== undefined && this.arrivalOf(first) < now;
    if (!this.connected || isBehind || rate > this.link.channel.left) return -Infinity;
    return this.spec.mode === "synchronous" ? now : now - this.lag - 2 * this.link.latency;
  }

  /** The source is corrupt: so is a faithful mirror, as soon as that has come over. */
  corrupt(): void {
    if (!this.active) return;
    if (this.underWay.length === 0 && this.spec.mode === "synchronous" && this.connected) this.device.corrupt = true;
    else {
      this.corruption = true;
      this.world.kernel.after(this.spec.lag, () => this.corruptIfConnected());
    }
  }

  private corruptIfConnected(): void {
    if (!this.active || !this.corruption || !this.connected) return;
    this.corruption = false;
    this.device.corrupt = true;
  }

  /** Link or power is back: what waited is sent. */
  catchUp(): void {
    if (!this.sending) this.freeSince = this.world.kernel.now;
    this.send();
    this.corruptIfConnected();
  }

  /** Ends the mirror; what is under way never arrives. */
  split(): void {
    this.splitOff = true;
    this.underWay.length = 0;
  }

  /** It was brought in step with a device: what is written there from now on comes here again. */
  rejoin(source: Device): void {
    this.source = source;
    this.splitOff = false;
    this.corruption = false;
    this.freeSince = this.world.kernel.now;
  }

  private send(): void {
    const { kernel } = this.world;
    for (let first = this.underWay[0]; first !== undefined; first = this.underWay[0]) {
      if (this.sending || !this.connected) return;
      const arrival = this.arrivalOf(first);
      if (arrival > kernel.now) {
        this.sending = true;
        kernel.schedule(arrival, () => this.arrive(first));
        return;
      }
      this.pass(first, arrival);
    }
  }

  /** When it is through: what comes over a while is sent as it comes, as fast as the link carries it. */
  private arrivalOf({ bytes, sendable }: UnderWay): Micros {
    const { latency, channel } = this.link;
    const timeFor = (amount: number): Micros => Math.ceil((amount / channel.left) * SECOND) + latency;
    return Math.max(
      Math.max(this.freeSince, sendable.from) + timeFor(bytes),
      sendable.to + timeFor(bytes / sendable.parts),
    );
  }

  private arrive(first: UnderWay): void {
    this.sending = false;
    // Split off, or cut, while it was under way: it is sent again, if ever.
    if (this.underWay[0] !== first || !this.connected) return;
    this.pass(first, this.world.kernel.now);
    this.send();
  }

  private pass({ range }: UnderWay, at: Micros): void {
    this.underWay.shift();
    this.freeSince = at;
    this.put(range);
  }

  private put(range: WriteRange): void {
    this.device.array.media.put(this.device, range);
  }
}
