/** The processor of a storage system: it takes orders to split, reassign and share devices, each of which takes its time. */
import { type Identity, isSameIdentity } from "../../control/index.js";
import { drawMicros, type Stream } from "../../sim/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import { type Device, isWhole, type StorageResult, type StorageSystem, type Volume } from "./volume.js";

/** How whoever ordered something hears of its end; `lost`: never. */
export interface Answer {
  readonly ended: (result: StorageResult) => void;
  readonly lost: () => void;
}

interface Surroundings extends Ground, Pick<Changes, "beforeStorageChange"> {
  readonly replicator: {
    readonly jobs: { callOff(volume: string, host: string): void; isWritten(device: Device): boolean };
  };
  volume(name: string): Volume;
  host(name: string): { readonly storage: { readonly access: { isAttachedTo(array: StorageSystem): boolean } } };
  /** Who tells machines that their processor has failed. */
  readonly places: { setProcessorAlive(array: string, alive: boolean): void };
}

export class StorageProcessor {
  private working = true;
  private readonly splitting: Stream;
  private readonly reassigning: Stream;

  constructor(
    private readonly world: Surroundings,
    private readonly array: StorageSystem,
  ) {
    const { name } = array.spec;
    this.splitting = world.streams.stream(`array/${name}/split`);
    this.reassigning = world.streams.stream(`array/${name}/reassign`);
  }

  get takesOrders(): boolean {
    return this.array.powered && this.working;
  }

  /** It stops or works again; hosts reach their data all the same. What it copies it goes on with. */
  setWorking(working: boolean): void {
    if (this.working === working) return;
    this.working = working;
    this.world.record({ kind: "ProcessorChanged", array: this.array.spec.name, alive: working });
    this.tellMachines();
  }

  /** Machines may run here, and fail with it. */
  tellMachines(): void {
    this.world.places.setProcessorAlive(this.array.spec.name, this.takesOrders);
  }

  /** Splits a mirror off, and presents it to a host if one is given, which may only read it if it is to help. */
  splitMirror(volumeName: string, deviceName: string, host: string | null, answer: Answer, asHelper?: Identity): void {
    const volume = this.world.volume(volumeName);
    this.later(drawMicros(this.array.spec.split, this.splitting), answer, () => {
      const { remoteMirror: remote } = volume;
      if (remote?.active === true && remote.device.name === deviceName) {
        volume.leaveRemoteMirror();
        return this.splitOff(remote.device, host, asHelper);
      }
      const { mirror } = volume;
      if (mirror?.device.name !== deviceName) {
        // It was split off before, by an order whose answer got lost; unless somebody has worked on since.
        const device = volume.device(deviceName);
        if (!isLikeInUse(volume, device, host) || !isKnownAs(volume, device, asHelper)) return notMirror(deviceName);
        return host === null ? { device: deviceName } : this.array.presentations.offer(device, host, asHelper);
      }
      const { device, source } = mirror;
      if (host !== null && !this.world.host(host).storage.access.isAttachedTo(this.array))
        return { failed: `${host} is not attached to ${this.array.spec.name}` };
      if (!isWhole(device)) return { failed: whyNotWhole(device) };
      // What is put aside is to be laid over, or gone on with: both halves are needed.
      if (host === null && !isWhole(source)) return { failed: whyNotWhole(source) };
      volume.keepPositions(source);
      volume.mirror = null;
      const result = this.splitOff(device, host, asHelper);
      return "device" in result && !isWhole(source) ? { ...result, alone: true } : result;
    });
  }

  private splitOff(device: Device, host: string | null, asHelper?: Identity): StorageResult {
    // What its source was written as long as it mirrored that is no use that anybody made of it.
    device.written = false;
    this.world.record({ kind: "MirrorSplit", volume: device.volume.spec.name, device: device.name });
    return host === null ? { device: device.name } : this.array.presentations.offer(device, host, asHelper);
  }

  /** Presents a device to another host than before. */
  reassign(volumeName: string, deviceName: string, host: string, answer: Answer): void {
    this.later(drawMicros(this.array.spec.reassign, this.reassigning), answer, () => {
      const volume = this.world.volume(volumeName);
      const device = volume.device(deviceName);
      const result = this.array.presentations.offer(device, host);
      // What is being written is no loss yet.
      const isGone = volume.whyUnreadable(device) !== null && !this.world.replicator.jobs.isWritten(device);
      return "failed" in result && isGone ? { ...result, gone: true } : result;
    });
  }

  /**
   * Presents a device to nobody any more, and whatever else this storage system has given the host of that volume, itself or by a
   * copy in another one.
   */
  withdrawFrom(volumeName: string, deviceName: string, host: string, answer: Answer): void {
    this.later(drawMicros(this.array.spec.reassign, this.reassigning), answer, () => {
      for (const device of this.world.volume(volumeName).devices) {
        const isOurs = device.array === this.array || device.copiedBy === this.array;
        if (device.host === host && isOurs) device.array.presentations.withdraw(device);
      }
      this.world.replicator.jobs.callOff(volumeName, host);
      return { device: deviceName };
    });
  }

  /** Presents a device over the network. */
  share(volumeName: string, deviceName: string, host: string, answer: Answer): void {
    const { name, network } = this.array.spec;
    this.later(0, answer, () => {
      if (network === undefined) return { failed: `${name} is on no network` };
      const device = this.world.volume(volumeName).device(deviceName);
      const result = this.array.presentations.offerAnywhere(device, host);
      if (!("failed" in result)) device.overNetwork = true;
      return result;
    });
  }

  /** Writes an identity into the system on a device, if nobody works with that. */
  writeIdentity(volumeName: string, deviceName: string, identity: Identity, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const device = volume.device(deviceName);
    this.later(0, answer, () => {
      if (volume.uses(device)) return { failed: `${device.host ?? "a host"} works with ${deviceName}` };
      if (!isWhole(device)) return { failed: whyNotWhole(device) };
      this.array.media.identify(device, identity);
      return { device: deviceName };
    });
  }

  /** An order takes effect after a while; a storage system without power neither hears nor answers. */
  private later(delay: number, { ended, lost }: Answer, act: () => StorageResult): void {
    if (!this.takesOrders) return lost();
    this.world.kernel.after(delay, () => {
      this.world.beforeStorageChange();
      if (this.takesOrders) ended(act());
      else lost();
    });
  }
}

function whyNotWhole({ name, broken }: Device): string {
  return broken ? `the disk of ${name} is broken` : `${name} is not complete`;
}

function notMirror(name: string): StorageResult {
  return { failed: `${name} is no mirror any more`, unmirrored: true };
}

/** Nobody has it, or only the one for whom it is, and it has come as far as what is in use. */
function isLikeInUse(volume: Volume, device: Device, host: string | null): boolean {
  if ((device.host !== null && device.host !== host) || !isWhole(device)) return false;
  const { changed, holds } = volume.contentOf(volume.current);
  return device.changed === changed && holds.every((range) => volume.holdsOf(device).missingFrom(range).length === 0);
}

/** It starts whoever boots from it as what the one in use does: not so a helper's, unless it is split off for that once more. */
function isKnownAs(volume: Volume, { identity }: Device, asHelper?: Identity): boolean {
  const inUse = volume.current.identity;
  const meant = [inUse, asHelper].flatMap((each) => each ?? []);
  return identity === null || meant.some((each) => isSameIdentity(each, identity));
}
