/** Hosts that joined a service or left it. */
import type { RunDetail } from "../result/index.js";

export interface ScaleMark {
  readonly atSeconds: number;
  readonly service: string;
  readonly host: string;
  readonly sign: "+" | "−";
}

const SIGNS: Readonly<Record<string, ScaleMark["sign"]>> = { grow: "+", shrink: "−" };

/** More marks than these in one picture hide it. */
export const MOST_MARKS = 40;

/** In the order of time. */
export function scaleMarksOf({ undertakings = [] }: Pick<RunDetail, "undertakings">): readonly ScaleMark[] {
  return undertakings
    .flatMap(({ kind, subjects, result, endSeconds }) => {
      const sign = SIGNS[kind];
      const nameOf = (wanted: string) => subjects.find((subject) => subject.kind === wanted)?.name;
      const [service, host] = [nameOf("service"), nameOf("host")];
      if (sign === undefined || service === undefined || host === undefined) return [];
      return result === "done" && endSeconds !== null ? [{ atSeconds: endSeconds, service, host, sign }] : [];
    })
    .toSorted((a, b) => a.atSeconds - b.atSeconds);
}

/** How many hosts more than at the fewest there were, at least and at most, in each column of a picture. */
export interface HostColumn {
  readonly least: number;
  readonly most: number;
}

/** @param marks of one service, in the order of time */
export function hostColumns(
  marks: readonly ScaleMark[],
  fromSeconds: number,
  toSeconds: number,
  columns: number,
): readonly HostColumn[] {
  const fewest = marks.reduce(
    ({ sum, least }, { sign }) => {
      const next = sum + CHANGE[sign];
      return { sum: next, least: Math.min(least, next) };
    },
    { sum: 0, least: 0 },
  ).least;
  let hosts = 0 - fewest;
  let next = 0;
  return Array.from({ length: columns }, (_, column) => {
    const end = fromSeconds + ((column + 1) / columns) * (toSeconds - fromSeconds);
    // What lies before the picture has passed when its first column begins.
    for (; column === 0 && next < marks.length && marks[next]!.atSeconds <= fromSeconds; next += 1) {
      hosts += CHANGE[marks[next]!.sign];
    }
    let [least, most] = [hosts, hosts];
    for (; next < marks.length && marks[next]!.atSeconds <= end; next += 1) {
      hosts += CHANGE[marks[next]!.sign];
      [least, most] = [Math.min(least, hosts), Math.max(most, hosts)];
    }
    return { least, most };
  });
}

const CHANGE: Readonly<Record<ScaleMark["sign"], 1 | -1>> = { "+": 1, "−": -1 };
