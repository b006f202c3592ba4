/** Fitted distributions for a terminal: what was measured, what fits it how well, and what to write into the scenario. */
import { COMPARED_SHARES, type FittedFile, type FittedTimes } from "../result/index.js";
import { formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import { lookFor, paragraph, toAscii, type Look, type TerminalOptions } from "./terminal-text.js";

const NAME_WIDTH = 13;
const AIC_WIDTH = 8;
const DISTANCE_WIDTH = 10;
const TIME_WIDTH = 14;

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
  const row = (cells: readonly string[], last: readonly number[]): string =>
    `  ${cells[0]!.padEnd(NAME_WIDTH)}${cells[1]!.padStart(AIC_WIDTH)}${cells[2]!.padStart(DISTANCE_WIDTH)}` +
    last.map((seconds) => inOneUnit(seconds).padStart(TIME_WIDTH)).join("");
  const heads = COMPARED_SHARES.map((share) => `${formatShare(share)} below`.padStart(TIME_WIDTH)).join("");
  const [best] = fits;
  return [
    ...paragraph(name, 0, "", look.bold),
    ...paragraph(`${formatNumberOf(count, "time")}: ${mean} in the mean, from ${least} to ${greatest}`, 2),
    ...(best === undefined
      ? paragraph("too few to fit anything; at least five are needed", 2, "", look.warn)
      : [
          look.dim(
            `  ${"".padEnd(NAME_WIDTH)}${"AIC".padStart(AIC_WIDTH)}${"distance".padStart(DISTANCE_WIDTH)}${heads}`,
          ),
          row(["measured", "", ""], quantilesSeconds),
          ...fits.map((fit) => {
            const worse = fit.aic - best.aic;
            const aic = fit === best ? "best" : `+${worse.toFixed(1)}`;
            return row([fit.name, aic, fit.distance.toFixed(3)], fit.quantilesSeconds);
          }),
          ...(best.distance > distanceByChance
            ? paragraph(
                `None fits: the distance of the best is beyond ${distanceByChance.toFixed(3)}, what chance explains. Take the times as they are: empirical.`,
                2,
                "",
                look.warn,
              )
            : ties(fits, look)),
        ]),
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
