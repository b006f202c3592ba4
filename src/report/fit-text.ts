/** Fitted distributions for a terminal: what was measured, what fits it how well, and what to write into the scenario. */
import { COMPARED_SHARES, type FittedFile, type FittedTimes } from "../result/index.js";
import { formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import { lookFor, paragraph, TERMINAL_COLUMNS, toAscii, type Look, type TerminalOptions } from "./terminal-text.js";

/** By less than this in Akaike's criterion two fits cannot be told apart. */
const TELLING = 2;

export function fitText({ file, times, remarks }: FittedFile, options: TerminalOptions): string {
  const look = lookFor(options);
  const lines = [
    ...times.flatMap((each) => [...timesLines(each, look), ""]),
    ...remarks.flatMap((remark) => paragraph(remark, 0, "", look.dim)),
    ...(times.some(({ fits }) => fits.length > 0) ? explanation(look) : []),
    ...proposal(file, times, look),
  ];
  const text = lines.join("\n");
  return look.ascii ? toAscii(text) : text;
}

function timesLines({ name, count, fits, distanceByChance, ...measured }: FittedTimes, look: Look): readonly string[] {
  const { meanSeconds, leastSeconds, greatestSeconds, quantilesSeconds } = measured;
  const [mean, least, greatest] = [meanSeconds, leastSeconds, greatestSeconds].map(inOneUnit);
  return [
    ...paragraph(name, 0, "", look.bold),
    ...paragraph(`${formatNumberOf(count, "time")}: ${mean} in the mean, from ${least} to ${greatest}`, 2),
    ...(fits.length === 0
      ? paragraph("too few to fit anything; at least five are needed", 2, "", look.warn)
      : [...fitTable(fits, quantilesSeconds, look), ...verdict(fits, distanceByChance, look)]),
  ];
}

function verdict(fits: FittedTimes["fits"], distanceByChance: number, look: Look): readonly string[] {
  if (fits[0]!.distance <= distanceByChance) return ties(fits, look);
  return paragraph(
    `None fits: the distance of the best is beyond ${distanceByChance.toFixed(3)}, what chance explains. Take the times as they are: empirical.`,
    2,
    "",
    look.warn,
  );
}

/** How a row is set: in one line where that has room, else how well it fits stands below. */
interface Columns {
  readonly name: number;
  /** Of Akaike's criterion and of the distance; none where they stand below. */
  readonly goodness: readonly number[];
  readonly time: number;
}

const WIDE: Columns = { name: 13, goodness: [8, 10], time: 14 };
const NARROW: Columns = { name: 11, goodness: [], time: 9 };

function widthOf({ name, goodness, time }: Columns): number {
  return [2, name, ...goodness, COMPARED_SHARES.length * time].reduce((sum, each) => sum + each);
}

function fitTable(fits: FittedTimes["fits"], measured: readonly number[], look: Look): readonly string[] {
  const isWide = widthOf(WIDE) <= TERMINAL_COLUMNS;
  const columns = isWide ? WIDE : NARROW;
  const row = (name: string, goodness: readonly string[], times: readonly string[]): string =>
    [
      `  ${name.padEnd(columns.name)}`,
      ...columns.goodness.map((width, index) => (goodness[index] ?? "").padStart(width)),
      ...times.map((each) => each.padStart(columns.time)),
    ].join("");
  const shares = COMPARED_SHARES.map(formatShare);
  const head = isWide
    ? [
        row(
          "",
          ["AIC", "distance"],
          shares.map((each) => `${each} below`),
        ),
      ]
    : [
        row("", [], shares),
        row(
          "",
          [],
          shares.map(() => "below"),
        ),
      ];
  return [
    ...head.map(look.dim),
    row("measured", [], measured.map(inOneUnit)),
    ...fits.flatMap(({ name, aic, distance, quantilesSeconds }, index) => {
      const worse = index === 0 ? "best" : `+${(aic - fits[0]!.aic).toFixed(1)}`;
      const line = row(name, [worse, distance.toFixed(3)], quantilesSeconds.map(inOneUnit));
      return isWide ? [line] : [line, look.dim(`    AIC ${worse}, distance ${distance.toFixed(3)}`)];
    }),
  ];
}

/** `18.4 d`: three digits, so that a column can be compared. */
function inOneUnit(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? [null, 1];
  return unit === null ? formatDuration(seconds) : `${Number((seconds / size).toPrecision(3))} ${unit}`;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

function ties(fits: FittedTimes["fits"], look: Look): readonly string[] {
  const near = fits.slice(1).filter(({ aic }) => aic - fits[0]!.aic < TELLING);
  if (near.length === 0) return [];
  const names = near.map(({ name }) => name).join(" and ");
  return paragraph(`So few times do not tell it from ${names}.`, 2, "", look.dim);
}

function explanation(look: Look): readonly string[] {
  return paragraph(
    "Fits are by maximum likelihood. AIC: how much worse than the best, by Akaike's criterion; less than 2 says nothing. " +
      "Distance: the largest gap between the fitted and the measured distribution function.",
    0,
    "",
    look.dim,
  );
}

/** What stands in a scenario for it. */
function proposal(file: string, times: readonly FittedTimes[], look: Look): readonly string[] {
  const written = ({ fits: [best], distanceByChance }: FittedTimes): string | null =>
    best === undefined || best.distance > distanceByChance ? null : best.written;
  const [every, repair] = (["every", "repair"] as const).map((key) => times.find((each) => each.key === key));
  if (every === undefined || repair === undefined) {
    const known = times.flatMap((each) => written(each) ?? []);
    return known.length === 0 ? [] : ["", "In a scenario:", ...known.map((each) => look.bold(`  ${each}`))];
  }
  const [interval, length] = [written(every), written(repair)];
  if (interval === null && length === null) return [];
  return [
    "",
    "In a scenario:",
    ...[
      "  faults:",
      `    - every: ${interval ?? "…"} # from ${file}, ${formatNumberOf(every.count, "time")}`,
      "      crash: NAME-OF-THE-HOST",
      `      repair: ${length ?? "…"} # ${formatNumberOf(repair.count, "time")}`,
    ].map(look.bold),
  ];
}
