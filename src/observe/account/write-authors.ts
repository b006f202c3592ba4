/** By whom the writes were acknowledged that reach a disk, and which of them were on none before. */
import type { WriteRange } from "../../model/index.js";
import { difference, withoutWrites, withWrites, type WriteSet } from "./write-set.js";

/** Writes one after the other that a host acknowledged. */
interface Stretch {
  readonly host: string;
  readonly range: WriteRange;
}

export class WriteAuthors {
  /** Acknowledged, and perhaps still under way, by volume: a year of one host's is one stretch. */
  private readonly pending = new Map<string, Stretch[]>();
  /** What has been on any disk, by volume. */
  private readonly stored = new Map<string, WriteSet>();

  acknowledged(host: string, volume: string, range: WriteRange): void {
    const list = this.of(volume);
    const last = list.at(-1);
    if (last?.host === host && last.range.to === range.from)
      list[list.length - 1] = { host, range: { from: last.range.from, to: range.to } };
    else list.push({ host, range });
  }

  dropped(volume: string, lost: WriteRange): void {
    const left = this.of(volume).flatMap(({ host, range }) =>
      withoutWrites([range], lost).map((rest): Stretch => ({ host, range: rest })),
    );
    this.pending.set(volume, left);
  }

  /** The last of those who acknowledged any of them. */
  authorOf(volume: string, { from, to }: WriteRange): string | undefined {
    return this.of(volume).findLast(({ range }) => range.from < to && range.to > from)?.host;
  }

  /** They are on a disk. @returns those that were on none before: somebody has written them just now */
  arrived(volume: string, range: WriteRange): WriteSet {
    const before = this.stored.get(volume) ?? [];
    const fresh = difference([range], before);
    if (fresh.length > 0) this.stored.set(volume, withWrites(before, range));
    return fresh;
  }

  private of(volume: string): Stretch[] {
    const known = this.pending.get(volume) ?? [];
    this.pending.set(volume, known);
    return known;
  }
}
