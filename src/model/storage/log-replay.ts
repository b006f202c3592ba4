/** Transaction logs at work: converted for another platform, and applied to a copy that is older than they are. */
import type { BandwidthPool } from "./bandwidth.js";
import { Channel } from "./channel.js";
import type { CopyJobs } from "./copy-jobs.js";
import { type StorageMap, channelsTo, linkBetween } from "./placement.js";
import type { Answer } from "./storage-processor.js";
import { TransformationEngine } from "./transformation-engine.js";
import type { Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

export class LogReplay {
  /** By the volume: how often its log is being converted now. */
  private readonly converting = new Map<string, number>();

  constructor(
    private readonly world: StorageMap & {
      readonly bandwidth: BandwidthPool;
      readonly engine: TransformationEngine | null;
      volume(name: string): Volume;
    },
    private readonly jobs: CopyJobs,
  ) {}

  /** Converts what a volume's log holds now. */
  transform(volumeName: string, rate: number, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    if (!volume.array.powered) return answer.lost();
    const { transactions: log } = volume;
    if (log === null || log.lost) return answer.ended({ failed: `the log of ${volumeName} cannot be found` });
    const bytes = Math.round(volume.logged.position - volume.oldestCopyLogged());
    const converted = contentOfLog(volume);
    const count = (change: number): void =>
      void this.converting.set(volumeName, (this.converting.get(volumeName) ?? 0) + change);
    count(1);
    this.world.bandwidth.begin([log.adapter, ...TransformationEngine.channels(this.world.engine, rate)], bytes, () => {
      count(-1);
      if (!volume.array.powered) return answer.lost();
      log.transformed = converted;
      answer.ended({ device: `${volumeName}-log` });
    });
  }

  /** Whether the log of a volume is being converted. */
  isConverted(volume: string): boolean {
    return (this.converting.get(volume) ?? 0) > 0;
  }

  /** Applies the log, as it was written or converted, to an older copy, and presents that. */
  apply(volumeName: string, deviceName: string, host: string, transformed: boolean, answer: Answer): void {
    const volume = this.world.volume(volumeName);
    const target = volume.device(deviceName);
    if (!volume.array.powered) return answer.lost();
    const { transactions: log } = volume;
    const refuse = (why: string): void => answer.ended({ failed: why, refused: true });
    if (log === null || log.lost) return refuse(`the log of ${volumeName} cannot be found`);
    const applied = transformed ? log.transformed : contentOfLog(volume);
    if (applied === null) return refuse(`the log of ${volumeName} was not converted`);
    const isForeign = target.format !== volume.format;
    if (isForeign !== transformed) return refuse(`the log of ${volumeName} and ${deviceName} are in different formats`);
    const link = linkBetween(this.world, volume.array, target.array);
    this.jobs.enter({
      source: `${volumeName}-log`,
      readIn: volume.array,
      target,
      link,
      presentTo: host,
      channels: [log.adapter, ...channelsTo({ target, link }), new Channel("replay", log.spec.replay)],
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
}

/** What can be had from the log of a volume now, and up to which position. */
function contentOfLog(volume: Volume) {
  volume.catchUp();
  const { transactions, logged } = volume;
  return { holds: new WriteRanges(transactions?.holds.snapshot() ?? []), logged: logged.position };
}
