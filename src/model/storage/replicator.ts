/** Copies of volumes, within a storage system and between two: what is moved, over which way, and what the target holds then. */
import type { World } from "../world.js";
import type { Answer, StorageArray, StorageResult } from "./array.js";
import type { ArrayLink } from "./array-link.js";
import { Channel, type Transfer } from "./bandwidth.js";
import type { Content } from "./content.js";
import type { Device, Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

export interface CopyOrder {
  readonly volume: string;
  readonly device: string;
  /** The host that the copy is for. */
  readonly host: string;
  /** Only what changed since the target was last like the source. */
  readonly changedOnly: boolean;
  /** Present it to the host in the end. */
  readonly present: boolean;
  /** The disk adapter behind which a new copy is put; another than that of the source unless given. */
  readonly on?: string;
  /** Convert it into the host's format at so many bytes a second. */
  readonly transformRate?: number;
}

/** Something that is written onto a device. */
interface Job {
  readonly source: string;
  readonly target: Device;
  /** For whom; `null`: for nobody yet. */
  readonly presentTo: string | null;
  readonly link: ArrayLink | null;
  readonly channels: readonly Channel[];
  /** How much there is to move when it begins, and what the target holds when that is done. */
  readonly begin: () => { readonly bytes: number; readonly content: Content };
  /** It adds to what the target holds, which must be complete for that. */
  readonly adds?: true;
  readonly answer: Answer;
}

interface Running {
  readonly job: Job;
  readonly bytes: number;
}

export class Replicator {
  private readonly running = new Map<Transfer, Running>();
  /** Jobs for a device onto which something is being written. */
  private readonly waiting: Job[] = [];

  constructor(private readonly world: World) {}

  /** What is copied is what the source holds when the copy starts. */
  copy(order: CopyOrder, answer: Answer): void {
    const volume = this.world.volume(order.volume);
    const source = volume.device(order.device);
    const { array } = source;
    if (!array.powered) return answer.lost();
    const place = this.placeFor(source, order.host, order.on);
    if (place === null) return answer.ended({ failed: `no way leads from ${array.spec.name} to ${order.host}` });
    const { target, link } = place;
    this.enter({
      source: source.name,
      target,
      link,
      presentTo: order.present ? order.host : null,
      channels: [source.adapter, ...this.channelsTo(target, link), ...conversionChannel(order)],
      begin: () => {
        const content = volume.contentOf(source);
        const { size } = volume.spec;
        const changed = content.changed - target.changed;
        const bytes = order.changedOnly && !target.blank ? Math.min(size, Math.abs(changed)) : size;
        const format =
          order.transformRate === undefined ? content.format : this.world.host(order.host).formatOf(volume.spec);
        return { bytes: Math.round(bytes), content: { ...content, format } };
      },
      answer,
    });
  }

  /**
   * Moves what changed on a device to the copy that a host reads meanwhile; then that holds what the device held when this
   * began. By the hosts it goes through the one that writes, and takes of its link and port too.
   */
  synchronise(volumeName: string, deviceName: string, host: string, byHosts: boolean, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const source = volume.device(deviceName);
    const target = this.world.host(host).mounted.find((device) => device.volume === volume && device.shared);
    if (!source.array.powered) return answer.lost();
    if (target === undefined) return answer.ended({ failed: `${host} reads no copy of ${volumeName}` });
    const link = this.linkBetween(source.array, target.array);
    const obstacle = obstacleTo(target, link);
    if (obstacle !== null) return answer.ended({ failed: obstacle });
    const content = volume.contentOf(source);
    const bytes = Math.round(Math.min(volume.spec.size, Math.abs(content.changed - target.changed)));
    const writer = source.host === null ? undefined : this.world.attachment(this.world.host(source.host), source.array);
    const hosts = byHosts && writer !== undefined ? [writer.link.channel, writer.port] : [];
    this.world.bandwidth.begin([source.adapter, ...hosts, ...this.channelsTo(target, link)], bytes, () => {
      if (!target.array.powered) return answer.lost();
      if (target.host !== host || !target.shared) return answer.ended({ failed: `${host} reads it no more` });
      target.array.fill(target, { ...content, identity: target.identity });
      answer.ended({ device: target.name });
    });
  }

  /** A device that nobody uses becomes the mirror of one in use; writes go to both from its beginning on. */
  reestablish(volumeName: string, deviceName: string, sourceName: string, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const [target, source] = [volume.device(deviceName), volume.device(sourceName)];
    const { array } = source;
    if (!array.takesOrders) return answer.lost();
    if (volume.mirror !== null || target.host !== null || target.array !== array) {
      return answer.ended({ failed: `${deviceName} cannot be the mirror of ${sourceName}` });
    }
    this.enter({
      source: sourceName,
      target,
      link: null,
      presentTo: null,
      channels: [source.adapter, target.adapter],
      begin: () => {
        const content = volume.contentOf(source);
        const changed = Math.abs(content.changed - target.changed);
        const bytes = target.blank ? volume.spec.size : Math.min(volume.spec.size, changed);
        return { bytes: Math.round(bytes), content };
      },
      answer: {
        ...answer,
        ended: (result) => {
          if ("failed" in result) return answer.ended(result);
          if (volume.mirror !== null || source.host === null || target.host !== null) {
            return answer.ended({ failed: `${sourceName} is not in use any more` });
          }
          array.fill(target, volume.contentOf(source));
          volume.mirror = { device: target, source };
          this.world.record({ kind: "MirrorEstablished", volume: volumeName, device: deviceName, source: sourceName });
          answer.ended(result);
        },
      },
    });
  }

  /** Writes the last good backup of a volume onto a device for a host, presented to nobody. */
  restore(volumeName: string, host: string, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    if (!volume.array.powered) return answer.lost();
    const good = volume.backups?.lastGood ?? null;
    if (volume.backups === null || good === null) return answer.ended({ failed: `no good backup of ${volumeName}` });
    const place = this.placeFor(volume.current, host);
    if (place === null) return answer.ended({ failed: `no way leads from the backup of ${volumeName} to ${host}` });
    this.enter({
      source: volume.backups.spec.name,
      target: place.target,
      link: place.link,
      presentTo: null,
      channels: [volume.backups.channel, ...this.channelsTo(place.target, place.link)],
      begin: () => ({ bytes: volume.spec.size, content: good }),
      answer,
    });
  }

  /** Converts what a volume's log holds now. */
  transformLog(volumeName: string, rate: number, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    if (!volume.array.powered) return answer.lost();
    const { transactions: log } = volume;
    if (log === null || log.lost) return answer.ended({ failed: `the log of ${volumeName} cannot be found` });
    const bytes = Math.round(volume.logged.position - volume.oldestCopyLogged());
    const converted = { holds: new WriteRanges(log.holds.snapshot()), logged: volume.logged.position };
    this.world.bandwidth.begin([log.adapter, new Channel("conversion", rate)], bytes, () => {
      if (!volume.array.powered) return answer.lost();
      log.transformed = converted;
      answer.ended({ device: `${volumeName}-log` });
    });
  }

  /** Applies the log, as it was written or converted, to an older copy, and presents that. */
  applyLog(volumeName: string, deviceName: string, host: string, transformed: boolean, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const target = volume.device(deviceName);
    if (!volume.array.powered) return answer.lost();
    const { transactions: log } = volume;
    if (log === null || log.lost) return answer.ended({ failed: `the log of ${volumeName} cannot be found` });
    const applied = transformed
      ? log.transformed
      : { holds: new WriteRanges(log.holds.snapshot()), logged: volume.logged.position };
    if (applied === null) return answer.ended({ failed: `the log of ${volumeName} was not converted` });
    const isForeign = target.format !== volume.format;
    if (isForeign !== transformed) {
      return answer.ended({ failed: `the log of ${volumeName} and ${deviceName} are in different formats` });
    }
    const link = this.linkBetween(volume.array, target.array);
    this.enter({
      source: `${volumeName}-log`,
      target,
      link,
      presentTo: host,
      channels: [log.adapter, ...this.channelsTo(target, link), new Channel("replay", log.spec.replay)],
      begin: () => {
        const before = volume.contentOf(target);
        const holds = new WriteRanges(before.holds);
        for (const range of applied.holds.snapshot()) holds.add(range);
        const bytes = Math.max(0, Math.round(applied.logged - before.logged));
        return { bytes, content: { ...before, holds: holds.snapshot(), logged: applied.logged } };
      },
      adds: true,
      answer,
    });
  }

  /** A link was cut: what goes over it ends, and whoever ordered it is told. */
  interruptOver(link: ArrayLink): void {
    this.interrupt(
      ({ link: used }) => used === link,
      `${link.spec.name} was cut`,
      (tell) => tell(),
    );
  }

  /** A storage system lost its power: its own orders are answered when the power is back. */
  interruptIn(array: StorageArray, whenBack: (tell: () => void) => void): void {
    const { name } = array.spec;
    this.interrupt(
      ({ target }) => target.array === array || target.volume.array === array,
      `${name} lost its power`,
      whenBack,
    );
  }

  private interrupt(hit: (job: Job) => boolean, why: string, later: (tell: () => void) => void): void {
    for (const [transfer, { job, bytes }] of [...this.running]) {
      if (!hit(job)) continue;
      this.running.delete(transfer);
      this.world.bandwidth.abort(transfer);
      this.world.record({ kind: "CopyEnded", ...namesOf(job), bytes, result: "failed", why });
      later(() => {
        job.answer.ended({ failed: why });
        this.next(job.target);
      });
    }
  }

  // ---- jobs

  /** Begins a job, or has it wait until nothing else is written onto its target. */
  private enter(job: Job): void {
    const busy = [...this.running.values()].some((each) => each.job.target === job.target);
    if (busy) this.waiting.push(job);
    else this.begin(job);
  }

  private next(target: Device): void {
    const index = this.waiting.findIndex((job) => job.target === target);
    if (index < 0) return;
    const [job] = this.waiting.splice(index, 1);
    this.begin(job!);
  }

  private begin(job: Job): void {
    const { target, link, answer } = job;
    const incomplete = job.adds === true && (target.blank || !target.consistent);
    const obstacle = incomplete ? `${target.name} is not complete` : obstacleTo(target, link);
    if (obstacle !== null) return answer.ended({ failed: obstacle });
    const { bytes, content } = job.begin();
    if (job.presentTo !== null) this.overwriteOwn(job.presentTo, target.volume);
    target.array.take(target);
    this.world.record({ kind: "CopyStarted", ...namesOf(job), source: job.source, bytes });
    this.world.refresh();
    const transfer = this.world.bandwidth.begin(job.channels, bytes, () => {
      this.running.delete(transfer);
      target.array.fill(target, content);
      this.world.record({ kind: "CopyEnded", ...namesOf(job), bytes, result: "done", why: null });
      answer.ended(this.handOver(job));
      this.next(target);
    });
    this.running.set(transfer, { job, bytes });
  }

  private handOver({ target, presentTo }: Job): StorageResult {
    return presentTo === null ? { device: target.name } : target.array.offer(target, presentTo);
  }

  /** What a stand-in has of its own of the same kind is laid over, and its mirror too where that was not split off. */
  private overwriteOwn(host: string, by: Volume): void {
    for (const own of this.world.devicesOf(this.world.host(host))) {
      const { spec } = own.volume;
      if (own.volume === by || spec.host !== host || spec.holds !== by.spec.holds || own.shared) continue;
      own.array.erase(own);
      this.world.record({
        kind: "DeviceOverwritten",
        host,
        volume: spec.name,
        device: own.name,
        by: by.spec.name,
      });
    }
  }

  // ---- ways

  private channelsTo(target: Device, link: ArrayLink | null): readonly Channel[] {
    return [...(link === null ? [] : [link.channel]), ...target.array.mirrored(target).map(({ adapter }) => adapter)];
  }

  /** A device that this host had before is overwritten; otherwise a new one, behind another disk adapter if there is one. */
  private placeFor(
    source: Device,
    host: string,
    on?: string,
  ): { readonly target: Device; readonly link: ArrayLink | null } | null {
    const array = this.arrayFor(source.array, host);
    if (array === null) return null;
    const { volume } = source;
    const name = `${volume.spec.name}@${host}`;
    const free = volume.devices.filter(
      (device) => device.array === array && device !== source && !volume.isMirror(device),
    );
    // The original, which nobody uses now, serves the owner again: only what changed since need be moved.
    const original = (device: Device): boolean =>
      volume.spec.host === host && device.name === volume.spec.name && device.host === null;
    const own =
      free.find((device) => device.host === host) ?? free.find(original) ?? free.find((device) => device.name === name);
    return {
      target: own ?? array.createCopy(volume, name, source.adapter, on),
      link: this.linkBetween(source.array, array),
    };
  }

  /** The storage system of the source when the host is attached to it, else one that a link leads to. */
  private arrayFor(from: StorageArray, name: string): StorageArray | null {
    const host = this.world.host(name);
    if (this.world.attachment(host, from) !== undefined) return from;
    const attached = [...this.world.arrays.values()].filter(
      (array) => this.world.attachment(host, array) !== undefined,
    );
    return attached.find((array) => this.linkBetween(from, array) !== null) ?? null;
  }

  private linkBetween(from: StorageArray, to: StorageArray): ArrayLink | null {
    if (from === to) return null;
    return [...this.world.arrayLinks.values()].find((link) => link.leads(from.spec.name, to.spec.name)) ?? null;
  }
}

function obstacleTo({ array }: Device, link: ArrayLink | null): string | null {
  if (link !== null && !link.up) return `${link.spec.name} is cut`;
  return array.powered ? null : `${array.spec.name} has no power`;
}

function conversionChannel({ transformRate: rate }: CopyOrder): readonly Channel[] {
  return rate === undefined ? [] : [new Channel("conversion", rate)];
}

function namesOf({ target }: Job) {
  return { volume: target.volume.spec.name, target: target.name };
}
