/** A mirror in another storage system: synchronous, or behind by what is still under way, write by write and in order. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { WriteRange } from "../record.js";
import type { RemoteMirrorSpec } from "../spec.js";
import type { ArrayLink } from "./array-link.js";

interface UnderWay {
  readonly range: WriteRange;
  readonly bytes: number;
  /** It may be sent from then on. */
  readonly sendAt: Micros;
}

/** A device, as far as it takes part. */
interface Side {
  corrupt: boolean;
  readonly array: { readonly powered: boolean; put(device: Side, range: WriteRange): void };
}

/** @typeParam Device of which it is one, and of which another is its source */
export class RemoteMirror<Device extends Side> {
  /** Split off: what is written to the source from now on does not come here. */
  private splitOff = false;
  private readonly underWay: UnderWay[] = [];
  private sending = false;
  /** The source became corrupt, and that is under way too. */
  private corruption = false;

  constructor(
    private readonly world: Ground,
    readonly spec: RemoteMirrorSpec,
    readonly source: Device,
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

  /** The source holds these writes now. */
  take(range: WriteRange, bytes: number): void {
    if (!this.active) return;
    const { now } = this.world.kernel;
    if (this.spec.mode === "synchronous" && this.connected && this.underWay.length === 0) this.put(range);
    else {
      this.underWay.push({ range, bytes, sendAt: now + (this.spec.mode === "synchronous" ? 0 : this.spec.lag) });
      this.send();
    }
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
    this.send();
    this.corruptIfConnected();
  }

  /** Ends the mirror; what is under way never arrives. */
  split(): void {
    this.splitOff = true;
    this.underWay.length = 0;
  }

  private send(): void {
    const first = this.underWay[0];
    if (first === undefined || this.sending || !this.connected) return;
    this.sending = true;
    const { now } = this.world.kernel;
    const duration = Math.ceil((first.bytes / this.link.channel.left) * SECOND) + this.link.latency;
    this.world.kernel.schedule(Math.max(now, first.sendAt) + duration, () => {
      this.sending = false;
      // Split off, or cut, while it was under way: it is sent again, if ever.
      if (this.underWay[0] !== first || !this.connected) return;
      this.underWay.shift();
      this.put(first.range);
      this.send();
    });
  }

  private put(range: WriteRange): void {
    this.device.array.put(this.device, range);
  }
}
