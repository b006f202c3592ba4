/** Reads of a service that helpers answer from copies of data that changes, and those of them that are staler than allowed. */
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import type { RequestListener } from "../request-listener.js";
import type { LoadSpec } from "../spec.js";
import type { Service } from "../service.js";

interface Surroundings extends Ground {
  readonly requestListener: RequestListener | null;
}

/** What a class reads that changes. */
interface Changing {
  readonly volume: string;
  /** So old it may be. */
  readonly fresh: Micros;
}

export class CopyReads {
  private reads = 0;
  private stale = 0;
  /** By class; `null`: what it reads does not change, or it is not said where that lies. */
  private readonly changing: readonly (Changing | null)[];

  constructor(
    private readonly world: Surroundings,
    private readonly service: Service,
    { classes }: LoadSpec,
  ) {
    this.changing = classes.map(({ of: volume, fresh = 0 }) => (volume === undefined ? null : { volume, fresh }));
  }

  /** A host has answered that is not the primary. */
  answered(requestClass: number, host: Host): void {
    const changing = this.changing[requestClass]!;
    if (changing === null) return;
    const lag = host.storage.lagOf(changing.volume);
    if (lag === null) return;
    this.reads += 1;
    if (lag > changing.fresh) this.stale += 1;
    const { requestListener, kernel } = this.world;
    requestListener?.readFromCopy?.(this.service.index, requestClass, kernel.now, lag);
  }

  /** Tells how many reads copies have answered since it was told last. */
  tell(): void {
    const { reads, stale } = this;
    if (reads === 0) return;
    this.world.record({ kind: "CopiesRead", service: this.service.name, reads, stale });
    this.reads = this.stale = 0;
  }
}
