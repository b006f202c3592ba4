/** Known ways to convert data of one platform for another. */
import { type Platform, type VolumeContent, family, hardwareModel } from "../../platform.js";

export interface Transformation {
  readonly of: VolumeContent | "log";
  /** Names of hardware, operating systems or products, with or without version. */
  readonly from: string;
  readonly to: string;
  /** Bytes per second that are converted. */
  readonly rate: number;
  /** By the engine, or by the products' own export and import (`log`s cannot go that way unless both products can). */
  readonly by: "engine" | "export-import";
}

/** The fastest known transformation of one kind of content between two platforms, `null` when there is none. */
export function transformationFor(
  known: readonly Transformation[],
  of: Transformation["of"],
  from: Platform,
  to: Platform,
): Transformation | null {
  let best: Transformation | null = null;
  for (const each of known) {
    if (each.of !== of || !isNamed(from, each.from) || !isNamed(to, each.to)) continue;
    if (best === null || each.rate > best.rate) best = each;
  }
  return best;
}

function isNamed({ hardware, system, applications }: Platform, name: string): boolean {
  const names = [
    hardware,
    hardwareModel(hardware),
    ...[system, ...applications].flatMap((each) => [each, family(each)]),
  ];
  return names.includes(name);
}
