/** A path of a host: from one of its links to one port of a storage system, over the way that leads there now. */
import type { Micros } from "../../units/index.js";
import type { Channel } from "../storage/channel.js";
import type { StorageSystem } from "../storage/volume.js";
import { type PathSpec, pathName } from "./cabling.js";
import type { Link } from "./link.js";

interface Surroundings {
  readonly version: number;
  wayOf(host: string, path: PathSpec): readonly Link[] | null;
  works(name: string): boolean;
}

export class Path {
  private way: readonly Link[] | null = null;
  private passed: readonly Channel[];
  private version = -1;

  /** @param home the way that it takes while all works */
  constructor(
    private readonly home: PathSpec,
    readonly array: StorageSystem,
    readonly port: Channel,
    private readonly fabric: Surroundings,
    private readonly host: string,
  ) {
    this.passed = [port];
  }

  /** Its own link and the port that it ends at tell it from all others. */
  get name(): string {
    return pathName(this.home);
  }

  /** The host's own cable, which it begins with. */
  get own(): string {
    return this.home.links[0]!;
  }

  /** The links that it leads over now; `null`: it leads nowhere. */
  private get links(): readonly Link[] | null {
    if (this.version !== this.fabric.version) {
      this.version = this.fabric.version;
      this.way = this.fabric.wayOf(this.host, this.home);
      this.passed = [...(this.way ?? []).flatMap(({ channels }) => channels), this.port];
    }
    return this.way;
  }

  /** It carries data as far as the port; whether there is power behind it is not its concern. */
  get isWhole(): boolean {
    return this.port.up && this.links !== null && this.links.every(({ carries }) => carries);
  }

  /** Why it carries nothing, `null` when it does. */
  get obstacle(): string | null {
    if (this.links === null) {
      const { links, switches, zones } = this.home;
      const cut = [...links, ...switches].find((name) => !this.fabric.works(name));
      return cut !== undefined || zones.length === 0
        ? `${cut ?? this.port.name} is cut`
        : `${this.port.name} is not seen: ${zones.join(", ")} is not active`;
    }
    const idle = this.links.find(({ carries }) => !carries);
    if (idle !== undefined) return idle.obstacle;
    return this.port.up ? null : `${this.port.name} does not work`;
  }

  /** Of one exchange. */
  get latency(): Micros {
    return (this.links ?? []).reduce((sum, { latency }) => sum + latency, 0);
  }

  /** Probability with which something that is sent over it gets lost. */
  get loss(): number {
    const port = this.array.lossAt(this.port.name);
    return 1 - (this.links ?? []).reduce((arrives, { lost }) => arrives * (1 - lost), 1 - port);
  }

  /** What everything passes through that goes over it. */
  get channels(): readonly Channel[] {
    // Looked for together with the links.
    return this.links === null ? [this.port] : this.passed;
  }

  /** Bytes per second that the narrowest of them leaves for one more request. */
  get left(): number {
    return this.channels.reduce((least, { left }) => Math.min(least, left), Infinity);
  }
}
