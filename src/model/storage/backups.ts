/** Backups of a volume, taken at an interval; the last two are kept, and the last good one can be restored. */
import type { Ground } from "../ground.js";
import { known } from "../named.js";
import type { BackupSpec, VolumeSpec } from "../spec.js";
import type { ArrayLink } from "./array-link.js";
import type { BandwidthPool } from "./bandwidth.js";
import { type Transfer, Channel } from "./channel.js";
import type { Content } from "./content.js";
import type { WriteRanges } from "./write-ranges.js";

const KEPT = 2;

/** The volume that is backed up. */
interface BackedUp {
  readonly spec: Pick<VolumeSpec, "name" | "size">;
  readonly current: Source;
  whyUnreadable(source: Source): string | null;
  contentOf(source: Source): Content;
}

/** The storage systems, and what links them. */
interface BackupMap {
  readonly arrays: ReadonlyMap<string, Source["array"]>;
  readonly arrayLinks: ReadonlyMap<string, ArrayLink>;
}

/** The device from which a backup is taken. */
interface Source {
  readonly name: string;
  readonly adapter: Channel;
  readonly array: { readonly powered: boolean; readonly spec: { readonly name: string } };
}

interface UnderWay {
  readonly transfer: Transfer;
  readonly content: Content;
  readonly ended: Ended | null;
}

/** Hears why it could not be taken, or `null`. */
type Ended = (failed: string | null) => void;

export class Backups {
  readonly channel: Channel;
  /** Nothing is taken any more, as when somebody forgot to change the tape. */
  stale = false;
  /** Newest first. */
  private generations: Content[];
  private underWay: UnderWay | null = null;

  constructor(
    private readonly world: Ground & BackupMap & { readonly bandwidth: BandwidthPool },
    readonly spec: BackupSpec,
    private readonly volume: BackedUp,
  ) {
    this.channel = new Channel(spec.name, spec.bandwidth);
    this.generations = [volume.contentOf(volume.current)];
    this.planNext();
  }

  /** The newest one that can be used, `null` when there is none. */
  get lastGood(): Content | null {
    return this.generations.find(({ corrupt }) => !corrupt) ?? null;
  }

  /** What there is to be restored, now or when it is finished. */
  get contents(): readonly Content[] {
    return [...this.generations, ...(this.underWay === null ? [] : [this.underWay.content])];
  }

  /** A host goes on with data that holds this: a backup of what was given up for it, with writes that were lost by that, is none of it. */
  keepOnlyOf(holds: WriteRanges): void {
    const isOfIt = (content: Content): boolean => content.holds.every((range) => holds.missingFrom(range).length === 0);
    this.generations = this.generations.filter(isOfIt);
    const { underWay } = this;
    if (underWay === null || isOfIt(underWay.content)) return;
    this.world.bandwidth.abort(underWay.transfer);
    this.underWay = null;
    underWay.ended?.(`what was backed up of ${this.volume.spec.name} was given up`);
  }

  /** All are gone. */
  lose(): void {
    this.generations = [];
    this.world.record({ kind: "BackupsLost", volume: this.volume.spec.name, backup: this.spec.name });
  }

  /** The storage system on which they are kept, wherever the volume is; `null`: beside that. */
  private get place(): Source["array"] | null {
    const { array } = this.spec;
    return array === undefined ? null : known(this.world.arrays, array, "storage system");
  }

  /** Over what a backup gets to its place; `null` when no link leads there. */
  private wayFrom({ spec: { name } }: Source["array"]) {
    const { place } = this;
    if (place === null || place.spec.name === name) return { place, link: null, channels: [] };
    const link = [...this.world.arrayLinks.values()].find((each) => each.leads(name, place.spec.name));
    return link === undefined ? null : { place, link, channels: [link.channel] };
  }

  private obstacleOn({ place, link }: NonNullable<ReturnType<Backups["wayFrom"]>>): string | null {
    if (link !== null && !link.up) return `${link.spec.name} is cut`;
    return place === null || place.powered ? null : `${place.spec.name} has no power`;
  }

  private planNext(): void {
    this.world.kernel.after(this.spec.every, () => {
      this.planNext();
      if (!this.stale) this.take(null);
    });
  }

  /** Takes one now. */
  take(ended: Ended | null): void {
    const source = this.volume.current;
    const { name } = this.volume.spec;
    if (!source.array.powered) return ended?.(`${source.array.spec.name} has no power`);
    const why = this.volume.whyUnreadable(source);
    if (why !== null) return ended?.(why);
    const way = this.wayFrom(source.array);
    const obstacle = way === null ? `no way leads to where ${name} is backed up` : this.obstacleOn(way);
    if (way === null || obstacle !== null) return ended?.(obstacle ?? "");
    // One that is still being written is thrown away: it would be older.
    if (this.underWay !== null) this.world.bandwidth.abort(this.underWay.transfer);
    const content = this.volume.contentOf(source);
    const bytes = this.volume.spec.size;
    this.world.record({ kind: "BackupStarted", volume: name, backup: this.spec.name, bytes });
    const transfer = this.world.bandwidth.begin([source.adapter, ...way.channels, this.channel], bytes, () => {
      if (this.underWay?.transfer === transfer) this.underWay = null;
      const brokenOff = this.obstacleOn(way);
      if (brokenOff !== null) return ended?.(brokenOff);
      this.generations = [content, ...this.generations].slice(0, KEPT);
      this.world.record({ kind: "BackupTaken", volume: name, backup: this.spec.name, holds: content.holds });
      ended?.(null);
    });
    this.underWay = { transfer, content, ended };
  }
}
