/** What is written onto the media of a storage system: single writes, and what fills or spoils a device as a whole. */
import type { Identity } from "../../control/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { WriteRange } from "../true-state.js";
import type { Content } from "./content.js";
import { instant, type Stretch } from "./remote-mirror.js";
import { type Device, inscribe } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

export type MediaWorld = Ground & Pick<Changes, "refresh" | "beforeStorageChange">;

export class Media {
  constructor(private readonly world: MediaWorld) {}

  /** Puts writes on the media of a device, and of the mirror as long as it is one. @param when they came there */
  store(device: Device, range: WriteRange, when: Stretch = instant(this.world.kernel.now)): void {
    const { volume } = device;
    for (const each of volume.mirrored(device)) each.written = true;
    for (const each of volume.disksOf(device)) this.put(each, range);
    const { bytes } = volume.log.measure(range);
    volume.changed.add(bytes);
    volume.logged.add(bytes);
    volume.transactions?.holds.add(range);
    if (volume.remoteMirror?.source === device) volume.remoteMirror.take(range, bytes, when);
    volume.forgetSettled();
  }

  put(device: Device, range: WriteRange): void {
    device.holds.add(range);
    this.world.record({ kind: "WritesStored", volume: device.volume.spec.name, device: device.name, range });
  }

  /**
   * Something is to be written onto a device as a whole: until that is done it can be used for nothing. Its mirror in another
   * storage system does not get that, and keeps what it has.
   */
  take(device: Device): void {
    this.world.beforeStorageChange();
    device.array.presentations.assign(device, null);
    const { volume } = device;
    if (volume.remoteMirror?.source === device && volume.leaveRemoteMirror()) {
      const { name } = volume.remoteMirror.device;
      this.world.record({ kind: "MirrorSplit", volume: volume.spec.name, device: name, overwritten: true });
    }
    for (const each of device.volume.mirrored(device)) {
      each.holds = new WriteRanges();
      each.written = false;
      each.consistent = false;
    }
  }

  /** Something else is laid over a device: what it held is gone. */
  erase(device: Device): void {
    this.take(device);
    for (const each of device.volume.mirrored(device)) each.blank = true;
  }

  /** What a device holds becomes useless, and with it what mirrors it. */
  corrupt(device: Device): void {
    this.world.beforeStorageChange();
    for (const each of device.volume.mirrored(device)) each.corrupt = true;
    const { remoteMirror } = device.volume;
    if (remoteMirror?.source === device) remoteMirror.corrupt();
    this.world.record({ kind: "DeviceCorrupted", volume: device.volume.spec.name, device: device.name });
    this.world.refresh();
  }

  /** What was written onto a device as a whole is complete. */
  fill(device: Device, content: Content): void {
    for (const each of device.volume.mirrored(device)) inscribe(each, content);
  }

  /** Writes into a system volume what a host is known by that boots from it, and into what mirrors it. */
  identify(device: Device, identity: Identity): void {
    const { volume } = device;
    const { remoteMirror } = volume;
    const remote = remoteMirror?.active === true && remoteMirror.source === device ? [remoteMirror.device] : [];
    for (const each of [...volume.mirrored(device), ...remote]) each.identity = identity;
  }
}
