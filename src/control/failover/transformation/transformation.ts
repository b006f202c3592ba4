/** Known ways to convert data of one platform for another. */
import { type Platform, type VolumeContent, family, hardwareModel } from "../../platform.js";
import { onlyPart } from "./difference.js";
import { type UsableAsIs, isUsableAsIs } from "./as-is.js";

export interface Transformation {
  readonly of: VolumeContent | "log";
  /** Names of hardware, operating systems or products, with or without version; of a controller or processors where nothing else differs. */
  readonly from: string;
  readonly to: string;
  /** Bytes per second that are converted. */
  readonly rate: number;
  /** By the engine, or by the products' own export and import: then the host that exports must work, and a log cannot go that way. */
  readonly by: "engine" | "export-import";
}

/** What is known of the ways between platforms: a conversion, or that none is needed. */
export type KnownWay = Transformation | UsableAsIs;

/** The fastest known transformation of one kind of content between two platforms, by the engine if it can; `null` when there is none. */
export function transformationFor(
  known: readonly KnownWay[],
  of: Transformation["of"],
  from: Platform,
  to: Platform,
): Transformation | null {
  let best: Transformation | null = null;
  const [fromPart, toPart] = of === "system" ? onlyPart(from, to) : [[], []];
  for (const each of known) {
    if (isUsableAsIs(each) || each.of !== of || !isNamed(from, fromPart, each.from) || !isNamed(to, toPart, each.to))
      continue;
    if (best === null || isBetter(each, best)) best = each;
  }
  return best;
}

/** The engine needs nobody who works. */
function isBetter(one: Transformation, other: Transformation): boolean {
  if (one.by !== other.by) return one.by === "engine";
  return one.rate > other.rate;
}

function isNamed({ hardware, system, applications }: Platform, part: readonly string[], name: string): boolean {
  const names = [
    ...part,
    hardware,
    hardwareModel(hardware),
    ...[system, ...applications].flatMap((each) => [each, family(each)]),
  ];
  return names.includes(name);
}
