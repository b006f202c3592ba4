/** What is being written onto devices as a whole: one job a device at a time, each ended by itself, by a cut or by a loss of power. */
import type { Identity } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { ArrayLink } from "./array-link.js";
import type { BandwidthPool } from "./bandwidth.js";
import type { Channel, Transfer } from "./channel.js";
import type { Content } from "./content.js";
import type { HostStorage } from "./host-storage.js";
import { obstacleTo } from "./placement.js";
import type { Answer } from "./storage-processor.js";
import type { Device, StorageResult, StorageSystem, Volume } from "./volume.js";

/** Something that is written onto a device. */
export interface CopyJob {
  readonly source: string;
  /** The storage system in which it is read: the one that does the work. */
  readonly readIn: StorageSystem;
  /** The disk from which it is read, which may be that of the source's mirror. */
  readonly readFrom?: () => string | undefined;
  readonly target: Device;
  /** For whom; `null`: for nobody yet. */
  readonly presentTo: string | null;
  /** The host for which it was ordered, where it is presented to nobody yet. */
  readonly orderedFor?: string;
  /** What the host has of its own stays beside it. */
  readonly beside?: true;
  /** It may only read it, and is known by this when it starts from that. */
  readonly asHelper?: Identity;
  readonly link: ArrayLink | null;
  readonly channels: readonly Channel[];
  /** How much there is to move when it begins, and what the target holds when that is done. */
  readonly begin: () => { readonly bytes: number; readonly content: Content };
  /** It adds to what the target holds, which must be complete for that. */
  readonly adds?: true;
  /** What has kept it from coming to its end in order, looked at there; `null` when nothing has. */
  readonly whyBrokenOff?: () => string | null;
  readonly answer: Answer;
}

/** What came of an order, which its answer may not have told. */
interface JobEnd {
  readonly orderedAt: Micros;
  readonly result: StorageResult;
}

interface Running {
  readonly job: CopyJob;
  readonly bytes: number;
}

export interface CopyWorld extends Ground, Pick<Changes, "refresh" | "beforeStorageChange"> {
  readonly bandwidth: BandwidthPool;
  host(name: string): { readonly storage: Pick<HostStorage, "devices" | "mounted" | "access"> };
}

export class CopyJobs {
  private readonly running = new Map<Transfer, Running>();
  /** Jobs for a device onto which something is being written. */
  private readonly waiting: CopyJob[] = [];
  /** Of the last one for each host, by what it was ordered for. */
  private readonly ends = new Map<string, JobEnd>();

  constructor(private readonly world: CopyWorld) {}

  /** Begins a job, or has it wait until nothing else is written onto its target. */
  enter(ordered: CopyJob): void {
    const job = this.remembered(ordered);
    this.endBrokenOff(job.target);
    if (this.isWritten(job.target)) this.waiting.push(job);
    else this.begin(job);
  }

  /** What came of it can be asked for later. */
  private remembered(job: CopyJob): CopyJob {
    const host = job.orderedFor ?? job.presentTo;
    if (host === null) return job;
    const orderedAt = this.world.kernel.now;
    const ended = (result: StorageResult): void => {
      this.ends.set(forWhat(job.target.volume.spec.name, host), { orderedAt, result });
      job.answer.ended(result);
    };
    return { ...job, answer: { ...job.answer, ended } };
  }

  /** What came of the copy of a volume that was ordered last for a host; `null` where none was since then, or none has ended. */
  endOf(volume: string, host: string, since: Micros): StorageResult | null {
    const end = this.ends.get(forWhat(volume, host));
    return end === undefined || end.orderedAt < since ? null : end.result;
  }

  /** Whoever was to bring it to its end works no more: nobody waits for that. */
  private endBrokenOff(target: Device): void {
    for (const { job } of this.running.values()) {
      const why = job.target === target ? (job.whyBrokenOff?.() ?? null) : null;
      if (why === null) continue;
      return this.interrupt(
        (each) => each === job,
        why,
        (tell) => tell(),
      );
    }
  }

  /** Whether something is being written onto a device as a whole. */
  isWritten(target: Device): boolean {
    return [...this.running.values()].some(({ job }) => job.target === target);
  }

  /** Whether a copy of a volume is on its way to a host, or to nobody yet, or waits. */
  isOnItsWay(volume: string, host: string): boolean {
    const jobs = [...this.waiting, ...[...this.running.values()].map(({ job }) => job)];
    return jobs.some((job) => isFor(job, volume, host) || isFor(job, volume, null));
  }

  /** Copies of a volume that are on their way to a host, or wait, are not wanted any more. */
  callOff(volume: string, host: string): void {
    const why = "it was called off";
    const isMeant = (job: CopyJob): boolean => isFor(job, volume, host);
    for (const job of this.waiting.filter(isMeant)) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      job.answer.ended({ failed: why, refused: true });
    }
    this.interrupt(isMeant, why, (tell) => tell());
  }

  /** A link was cut: what goes over it ends, and whoever ordered it is told. */
  interruptOver(link: ArrayLink): void {
    this.interrupt(
      ({ link: used }) => used === link,
      `${link.spec.name} was cut`,
      (tell) => tell(),
    );
  }

  /** A disk broke: what was written onto it ends, and what was read from it when it has no mirror. */
  interruptAt(device: Device): void {
    const { volume } = device;
    const unreadable = volume.devices.filter((each) => volume.disksOf(each).length === 0).map(({ name }) => name);
    this.interrupt(
      ({ target, source }) => target === device || (target.volume === volume && unreadable.includes(source)),
      `the disk of ${device.name} broke`,
      (tell) => tell(),
    );
  }

  /** A storage system lost its power: its own orders are answered when the power is back. */
  interruptIn(array: StorageSystem, whenBack: (tell: () => void) => void): void {
    const { name } = array.spec;
    this.interrupt(
      ({ target, readIn }) => target.array === array || readIn === array,
      `${name} lost its power`,
      whenBack,
    );
  }

  private interrupt(hit: (job: CopyJob) => boolean, why: string, later: (tell: () => void) => void): void {
    for (const [transfer, { job, bytes }] of [...this.running]) {
      if (!hit(job)) continue;
      this.running.delete(transfer);
      this.world.bandwidth.abort(transfer);
      this.tellEnd(job, bytes, why);
      later(() => {
        job.answer.ended({ failed: why });
        this.next(job.target);
      });
    }
  }

  /** @param why it failed, if it did */
  private tellEnd(job: CopyJob, bytes: number, why: string | null): void {
    const holds = job.target.holds.snapshot();
    const result = why === null ? "done" : "failed";
    this.world.record({ kind: "CopyEnded", ...namesOf(job), bytes, result, why, holds });
  }

  private next(target: Device): void {
    const index = this.waiting.findIndex((job) => job.target === target);
    if (index < 0) return;
    const [job] = this.waiting.splice(index, 1);
    this.begin(job!);
  }

  /** Whatever waits behind it may do better. */
  private refuse({ target, answer }: CopyJob, why: StorageResult): void {
    answer.ended(why);
    this.next(target);
  }

  private begin(job: CopyJob): void {
    const { target, link, answer } = job;
    const incomplete = job.adds === true && (target.blank || !target.consistent);
    const inUse = target.volume.uses(target);
    const lost = whyUnreadable(job);
    if (lost !== null) return this.refuse(job, { failed: lost, gone: true, refused: true });
    const obstacle = incomplete
      ? `${target.name} is not complete`
      : inUse
        ? `${target.name} is in use`
        : obstacleTo(target, link);
    if (obstacle !== null)
      return this.refuse(job, { failed: obstacle, refused: true, ...(incomplete && { gone: true as const }) });
    const { bytes, content } = job.begin();
    if (job.presentTo !== null && job.beside !== true) this.overwriteOwn(job.presentTo, target.volume);
    target.array.media.take(target);
    this.world.record({ kind: "CopyStarted", ...namesOf(job), source: job.readFrom?.() ?? job.source, bytes });
    this.world.refresh();
    const transfer = this.world.bandwidth.begin(job.channels, bytes, () => {
      this.running.delete(transfer);
      const why = job.whyBrokenOff?.() ?? null;
      if (why !== null) {
        this.tellEnd(job, bytes, why);
        answer.ended({ failed: why });
        return this.next(target);
      }
      target.array.media.fill(target, content);
      this.tellEnd(job, bytes, null);
      answer.ended(handOver(job));
      this.next(target);
    });
    this.running.set(transfer, { job, bytes });
  }

  /**
   * What a stand-in has of its own of the same kind is laid over, and its mirror too where that was not split off. What a
   * host has of its own lies side by side.
   */
  private overwriteOwn(host: string, by: Volume): void {
    if (by.spec.host === host) return;
    for (const own of this.world.host(host).storage.devices) {
      const { spec } = own.volume;
      if (own.volume === by || spec.host !== host || spec.holds !== by.spec.holds || own.shared) continue;
      own.array.media.erase(own);
      this.world.record({
        kind: "DeviceOverwritten",
        host,
        volume: spec.name,
        device: own.name,
        by: by.spec.name,
      });
    }
  }
}

/** The disk that it was to be read from may have broken while it waited; `null` also for what is read from no device, as a log. */
function whyUnreadable({ source, target: { volume } }: CopyJob): string | null {
  const device = volume.devices.find(({ name }) => name === source);
  return device === undefined ? null : volume.whyUnreadable(device);
}

function handOver({ readIn, target, presentTo, asHelper }: CopyJob): StorageResult {
  if (presentTo === null) return { device: target.name };
  const result = target.array.presentations.offer(target, presentTo, asHelper);
  if ("device" in result) target.copiedBy = readIn;
  return result;
}

function namesOf({ target }: CopyJob) {
  return { volume: target.volume.spec.name, target: target.name };
}

function forWhat(volume: string, host: string): string {
  return JSON.stringify([volume, host]);
}

function isFor({ target, presentTo }: CopyJob, volume: string, host: string | null): boolean {
  return target.volume.spec.name === volume && presentTo === host;
}
