/** Copies of volumes, within a storage system and between two: what is moved, over which way, and what the target holds then. */
import type { Identity, Platform } from "../../control/index.js";
import { known } from "../named.js";
import type { HostSpec } from "../spec.js";
import { Channel } from "./channel.js";
import { type CopyWorld, CopyJobs } from "./copy-jobs.js";
import { DiskFills } from "./disk.js";
import { formatOn } from "./format.js";
import type { HostStorage } from "./host-storage.js";
import { LogReplay } from "./log-replay.js";
import { type StorageMap, channelsTo, linkBetween, obstacleTo, placeFor } from "./placement.js";
import type { Answer } from "./storage-processor.js";
import { TransformationEngine } from "./transformation-engine.js";
import { type Device, type Volume, isWhole } from "./volume.js";

export interface CopyOrder {
  readonly volume: string;
  readonly device: string;
  /** The host that the copy is for. */
  readonly host: string;
  /** Only what changed since the target was last like the source; what is corrupt of the target stays so. */
  readonly changedOnly: boolean;
  /** Present it to the host in the end. */
  readonly present: boolean;
  /** The disk adapter behind which a new copy is put; another than that of the source unless given. */
  readonly on?: string;
  /** Lay it beside what the host has of its own, and not over that. */
  readonly beside?: true;
  /** For a host that is to help: it may only read it, and is known by this when it starts from that. */
  readonly asHelper?: Identity;
  /** Of a system: what it is given in the place of the identity that it would carry. */
  readonly identity?: Identity;
  /** Put it into the host's format. */
  readonly into?: Conversion;
}

/** A backup that is restored for a host, and devices that it is not to be laid over. */
interface RestoreOrder {
  readonly volume: string;
  readonly host: string;
  readonly spares?: readonly string[] | undefined;
}

/** At how many bytes a second, and by what: the engine, or an application of the host that imports what was exported for it. */
interface Conversion {
  readonly by: "engine" | "application";
  readonly rate: number;
}

/** What an application exports for another host, and at how many bytes a second. */
interface ExportOrder {
  readonly volume: string;
  readonly device: string;
  readonly from: string;
  readonly to: string;
  readonly rate: number;
}

/** A format that no platform has of its own. */
const EXPORTED = "an independent format";

/** The one of two devices that does not hold the last whole export. */
function otherThanLast(target: Device, source: Device): Device {
  const { volume, array } = target;
  if (target.blank || !target.consistent) return target;
  const other = volume.devices.find(
    (each) => each !== target && each !== source && each.array === array && each.name.startsWith(`${target.name}-`),
  );
  if (other === undefined) return array.createCopy(volume, `${target.name}-2`, source.adapter);
  return isWhole(other) && other.changed > target.changed ? target : other;
}

interface Surroundings extends CopyWorld, StorageMap {
  readonly engine: TransformationEngine | null;
  volume(name: string): Volume;
  host(name: string): { readonly spec: HostSpec; readonly recorded: Platform | null; readonly storage: HostStorage };
}

export class Replicator {
  readonly jobs: CopyJobs;
  readonly logs: LogReplay;
  readonly fills: DiskFills;

  constructor(private readonly world: Surroundings) {
    this.jobs = new CopyJobs(world);
    this.logs = new LogReplay(world, this.jobs);
    this.fills = new DiskFills(world);
  }

  /** What is copied is what the source holds when the copy starts. */
  copy(order: CopyOrder, answer: Answer): void {
    const volume = this.world.volume(order.volume);
    const source = volume.device(order.device);
    const { array } = source;
    if (!array.powered) return answer.lost();
    const lost = volume.whyUnreadable(source);
    if (lost !== null) return answer.ended({ failed: lost, gone: true, refused: true });
    const place = placeFor(this.world, source, order.host, order);
    if (place === null) {
      return answer.ended({ failed: `no way leads from ${array.spec.name} to ${order.host}`, refused: true });
    }
    const { target } = place;
    const { recorded } = this.world.host(order.host);
    // For what the host was known to be when that was ordered.
    const format = order.into === undefined ? null : { of: formatOn({ platform: recorded }, volume.spec) };
    this.jobs.enter({
      ...place,
      source: source.name,
      readIn: array,
      readFrom: () => volume.disksOf(source)[0]?.name,
      presentTo: order.present ? order.host : null,
      orderedFor: order.host,
      ...(order.beside === true && { beside: true as const }),
      ...(order.asHelper && { asHelper: order.asHelper }),
      channels: [source.adapter, ...channelsTo(place), ...this.conversion(order.into)],
      begin: () => {
        const content = volume.contentOf(source);
        const { size } = volume.spec;
        const changed = content.changed - target.changed;
        const isPart = order.changedOnly && !target.blank;
        const bytes = isPart ? Math.min(size, Math.abs(changed)) : size;
        const corrupt = content.corrupt || (isPart && target.corrupt);
        const identity = order.identity ?? content.identity;
        const into = format === null ? content.format : format.of;
        return { bytes: Math.round(bytes), content: { ...content, format: into, corrupt, identity } };
      },
      answer,
    });
  }

  /** What the engine converts shares its capacity; an application has nothing to do with it. */
  private conversion(into: Conversion | undefined): readonly Channel[] {
    if (into === undefined) return [];
    if (into.by === "application") return [new Channel("import", into.rate)];
    return TransformationEngine.channels(this.world.engine, into.rate);
  }

  /**
   * Moves what changed on a device to the copy that a host reads meanwhile; then that holds what the device held when this
   * began, converted again at `rate` if it was. By the hosts it goes through the one that writes, and takes of its link and port too.
   */
  synchronise(
    volumeName: string,
    deviceName: string,
    host: string,
    { byHosts, rate }: { readonly byHosts: boolean; readonly rate: number | undefined },
    answer: Answer,
  ): void {
    const volume = this.world.volume(volumeName);
    const source = volume.device(deviceName);
    const target = this.world.host(host).storage.mounted.find((device) => device.volume === volume && device.shared);
    if (!source.array.powered) return answer.lost();
    if (target === undefined) return answer.ended({ failed: `${host} reads no copy of ${volumeName}` });
    const link = linkBetween(this.world, source.array, target.array);
    const lost = volume.whyUnreadable(source);
    if (lost !== null) return answer.ended({ failed: lost, gone: true });
    const obstacle = obstacleTo(volume.disksOf(source)[0] ?? source, link) ?? obstacleTo(target, link);
    if (obstacle !== null) return answer.ended({ failed: obstacle });
    const content = volume.contentOf(source);
    const bytes = Math.round(Math.min(volume.spec.size, Math.abs(content.changed - target.changed)));
    const hosts = byHosts ? this.wayOfWriter(source) : [];
    if (hosts === null) return answer.ended({ failed: `${source.host} cannot reach ${source.name}` });
    const into = rate === undefined ? undefined : ({ by: "engine", rate } as const);
    const ways = [source.adapter, ...hosts, ...channelsTo({ target, link }), ...this.conversion(into)];
    const format = rate === undefined ? content.format : target.format;
    this.world.bandwidth.begin(ways, bytes, () => {
      if (!target.array.powered) return answer.lost();
      if (target.host !== host || !target.shared) return answer.ended({ failed: `${host} reads it no more` });
      target.array.media.fill(target, { ...content, format, identity: target.identity });
      answer.ended({ device: target.name });
    });
  }

  /** What the one who writes to a device reaches it over, its first whole path; `null`: over nothing. */
  private wayOfWriter(device: Device): readonly Channel[] | null {
    if (device.host === null || device.overNetwork) return [];
    return this.world.host(device.host).storage.access.wholePathsTo(device)[0]?.channels ?? null;
  }

  /**
   * A device that nobody uses becomes the mirror of one in use; writes go to both from its beginning on. In another storage system
   * that is the one only that was its mirror before.
   */
  reestablish(volumeName: string, deviceName: string, sourceName: string, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const [target, source] = [volume.device(deviceName), volume.device(sourceName)];
    const { array } = source;
    if (!array.processor.takesOrders) return answer.lost();
    // It was never split off: the order got lost.
    if (volume.mirror?.device === target && volume.mirror.source === source && isWhole(target))
      return answer.ended({ device: deviceName });
    const lost = volume.whyUnreadable(source);
    if (lost !== null) return answer.ended({ failed: lost, gone: true, refused: true });
    const remote = volume.remoteMirror;
    const isRemote = remote?.device === target && remote.source.array === array;
    if (isRemote && remote.active && remote.source === source) return answer.ended({ device: deviceName });
    const link = linkBetween(this.world, array, target.array);
    const isUsed = !isRemote && volume.mirror !== null && volume.mirror.source.host !== null;
    if (isUsed || target.host !== null || (isRemote ? link === null : target.array !== array)) {
      return answer.ended({ failed: `${deviceName} cannot be the mirror of ${sourceName}` });
    }
    // A pair of which nobody uses the first is dissolved.
    if (!isRemote && volume.mirror !== null) {
      this.world.record({ kind: "MirrorSplit", volume: volumeName, device: volume.mirror.device.name });
      volume.mirror = null;
    }
    // It followed another device until now.
    if (isRemote && volume.leaveRemoteMirror()) {
      this.world.record({ kind: "MirrorSplit", volume: volumeName, device: deviceName });
    }
    this.jobs.enter({
      source: sourceName,
      readIn: array,
      target,
      link,
      presentTo: null,
      channels: [source.adapter, ...(link === null ? [] : [link.channel]), target.adapter],
      begin: () => {
        const content = volume.contentOf(source);
        const changed = Math.abs(content.changed - target.changed);
        const bytes = target.blank ? volume.spec.size : Math.min(volume.spec.size, changed);
        const corrupt = content.corrupt || (!target.blank && target.corrupt);
        return { bytes: Math.round(bytes), content: { ...content, corrupt } };
      },
      answer: {
        ...answer,
        ended: (result) => {
          if ("failed" in result) return answer.ended(result);
          if ((!isRemote && volume.mirror !== null) || source.host === null || target.host !== null) {
            return answer.ended({ failed: `${sourceName} is not in use any more` });
          }
          const content = volume.contentOf(source);
          array.media.fill(target, { ...content, corrupt: content.corrupt || target.corrupt });
          if (isRemote) remote.rejoin(source);
          else volume.mirror = { device: target, source };
          this.world.record({ kind: "MirrorEstablished", volume: volumeName, device: deviceName, source: sourceName });
          answer.ended(result);
        },
      },
    });
  }

  /**
   * The application of a host that works with a volume writes it out, in a format that is nobody's own, and is through with it
   * only if the host has worked all the time. The export before that is kept until then.
   */
  export({ volume: name, device, from, to, rate }: ExportOrder, answer: Answer): void {
    const volume = this.world.volume(name);
    const source = volume.device(device);
    const { storage } = this.world.host(from);
    const { mounted } = storage;
    if (!source.array.powered) return answer.lost();
    if (!mounted.includes(source)) return answer.ended({ failed: `${from} does not work with ${device}` });
    const place = placeFor(this.world, source, to);
    if (place === null) return answer.ended({ failed: `no way leads from ${source.array.spec.name} to ${to}` });
    const target = otherThanLast(place.target, source);
    this.jobs.enter({
      target,
      link: place.link,
      source: source.name,
      readIn: source.array,
      presentTo: null,
      orderedFor: to,
      channels: [source.adapter, ...channelsTo({ target, link: place.link }), new Channel("export", rate)],
      begin: () => ({ bytes: volume.spec.size, content: { ...volume.contentOf(source), format: EXPORTED } }),
      whyBrokenOff: () => (storage.mounted === mounted ? null : `${from} did not work all the time`),
      answer,
    });
  }

  /** Writes the last good backup of a volume onto a device for a host, presented to nobody: the last one when it begins. */
  restore({ volume: volumeName, host, spares }: RestoreOrder, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const { backups } = volume;
    const kept = backups?.spec.array;
    const from = kept === undefined ? volume.array : known(this.world.arrays, kept, "storage system");
    if (!from.powered) return answer.lost();
    const good = backups?.lastGood ?? null;
    if (backups === null || good === null) return answer.ended({ failed: `no good backup of ${volumeName}` });
    const source = kept === undefined ? volume.current : { ...volume.current, array: from };
    const place = placeFor(this.world, source, host, { spares });
    if (place === null) return answer.ended({ failed: `no way leads from the backup of ${volumeName} to ${host}` });
    this.jobs.enter({
      ...place,
      readIn: from,
      source: backups.spec.name,
      presentTo: null,
      orderedFor: host,
      channels: [backups.channel, ...channelsTo(place)],
      begin: () => ({ bytes: volume.spec.size, content: backups.lastGood ?? good }),
      answer,
    });
  }
}
