/** A volume: the writes that were promised, and the devices that hold them or some of them. */
import type { Micros } from "../../units/index.js";
import type { VolumeSpec } from "../spec.js";
import type { Channel } from "./bandwidth.js";
import type { StorageArray } from "./array.js";
import { type WriteBatch, WriteLog } from "./write-log.js";
import { WriteRanges } from "./write-ranges.js";

/** What holds one copy of a volume. */
export interface Device {
  readonly name: string;
  readonly volume: Volume;
  readonly adapter: Channel;
  /** The host that it is presented to; a mirror or a copy in the making is presented to nobody. */
  host: string | null;
  /** Its host reads it beside the one that the volume belongs to, and may not write to it. */
  shared: boolean;
  holds: WriteRanges;
  /** How many writes were acknowledged when a host last went online with it. */
  promised: number;
  /** The address that a host takes when it boots from this device (system volumes). */
  identity: string | null;
}

export class Volume {
  readonly log: WriteLog;
  readonly devices: Device[] = [];
  /** `device` gets every write of `source` too, until it is split off. */
  mirror: { readonly device: Device; readonly source: Device } | null = null;
  /** Writes that were found missing and reported. */
  private readonly lost = new WriteRanges();
  /** @param tell hears of each batch of acknowledged writes once */
  constructor(
    readonly array: StorageArray,
    /** Place among the volumes of the storage system. */
    readonly index: number,
    readonly spec: VolumeSpec,
    tell: (host: string, batch: WriteBatch) => void,
  ) {
    this.log = new WriteLog(tell);
  }

  /** A host goes online with one of the devices. */
  mount(device: Device): void {
    device.promised = this.log.mark();
  }

  /** Which writes of those promised before it was mounted a device does not hold; each is found once. */
  findLoss(device: Device): { readonly writes: number; readonly bytes: number; readonly oldestAt: Micros } | null {
    let writes = 0;
    let bytes = 0;
    let oldestAt = Infinity;
    for (const missing of device.holds.missingFrom({ from: 0, to: device.promised })) {
      for (const range of this.lost.missingFrom(missing)) {
        const measured = this.log.measure(range);
        writes += range.to - range.from;
        bytes += measured.bytes;
        oldestAt = Math.min(oldestAt, measured.oldestAt);
        this.lost.add(range);
      }
    }
    return writes === 0 ? null : { writes, bytes, oldestAt };
  }
}
