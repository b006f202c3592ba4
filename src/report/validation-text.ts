/** A validation on a terminal: each item with its figures, and what there was in all. */
import type { PlantedError, ValidationRow } from "../result/index.js";
import { formatNumberOf, formatShare } from "./number-format.js";
import { lookFor, TERMINAL_COLUMNS, type TerminalOptions, wrap } from "./terminal-text.js";

const DIGITS = 5;
const FIGURE_COLUMNS = 20;

/** The rows of one item. */
export function validationText(rows: readonly ValidationRow[], options: TerminalOptions): string {
  const look = lookFor(options);
  const [{ item, title, source }] = rows as [ValidationRow];
  const head = wrap(`${item}: ${title} (${source})`, TERMINAL_COLUMNS);
  const lines = rows.map((row) => {
    const { figure, theory, mean, interval, agrees, finds } = row;
    const mark = agrees ? look.good(look.pass) : look.bad(look.fail);
    const numbers = `${digits(theory).padEnd(10)} ${digits(mean).padEnd(10)} ${digits(interval.low)} to ${digits(interval.high)}`;
    return `  ${mark} ${figure.padEnd(FIGURE_COLUMNS)} ${numbers.padEnd(43)} ${shareOfError(finds)}`;
  });
  return [...head, ...lines].join("\n");
}

/** What holds of all rows, and what the columns are. */
export function validationSummary(rows: readonly ValidationRow[], options: TerminalOptions): string {
  const look = lookFor(options);
  const wrong = rows.filter(({ agrees }) => !agrees);
  const verdict =
    wrong.length === 0
      ? look.good(`All ${formatNumberOf(rows.length, "figure")} agree with theory.`)
      : look.bad(
          `${formatNumberOf(wrong.length, "figure")} of ${rows.length} disagree: ${wrong.map(nameOf).join(", ")}.`,
        );
  const columns =
    "Columns: theory, measured, its 99.9 % interval, and the smallest error of the figure that would be found with a probability of 90 %.";
  return ["", ...wrap(columns, TERMINAL_COLUMNS), verdict].join("\n");
}

const nameOf = ({ item, figure }: ValidationRow): string => `${item} (${figure})`;

/** All rows as one table for a document. */
export function validationMarkdown(rows: readonly ValidationRow[]): string {
  const lines = rows.map(({ item, title, source, figure, theory, mean, interval, finds, agrees }) =>
    [
      `\`${item}\``,
      title,
      figure,
      digits(theory),
      `${digits(mean)}${agrees ? "" : " (**disagrees**)"}`,
      `${digits(interval.low)} to ${digits(interval.high)}`,
      shareOfError(finds),
      source,
    ].join(" | "),
  );
  const columns = ["item", "what", "figure", "theory", "measured", "99.9 % interval", "finds", "source"];
  return [columns.join(" | "), columns.map(() => "---").join(" | "), ...lines].map((line) => `| ${line} |`).join("\n");
}

/** Which planted errors were found, and which not. */
export function plantedText(planted: readonly PlantedError[], error: number): string {
  const asked = planted.filter((each) => each.asked);
  const missed = asked.filter(({ found }) => !found);
  const small = planted.filter((each) => !each.asked);
  const said = (each: PlantedError): string =>
    `  ${`${each.item} ${each.parameter}`.padEnd(36)} moves the ${each.figure} by ${shareOfError(each.moves)}; ${shareOfError(each.finds)} would be found`;
  return [
    `An error of ${formatShare(error)} in each of ${formatNumberOf(planted.length, "parameter")}: ${asked.length} of them ${asked.length === 1 ? "moves" : "move"} a figure by 2 % or more,`,
    `of which ${asked.length - missed.length} are found (${formatShare((asked.length - missed.length) / Math.max(asked.length, 1))}).`,
    ...(missed.length === 0 ? [] : ["", "Not found:", ...missed.map(said)]),
    ...(small.length === 0 ? [] : ["", "Too small to be asked for:", ...small.map(said)]),
  ].join("\n");
}

/** The same as a table for a document: what was missed, and what could not be asked for. */
export function plantedMarkdown(planted: readonly PlantedError[], error: number): string {
  const asked = planted.filter((each) => each.asked);
  const found = asked.filter((each) => each.found);
  const line = ({ item, parameter, figure, moves, finds, asked: isAsked }: PlantedError): string =>
    `| \`${item}\` | ${parameter} | ${figure} | ${shareOfError(moves)} | ${shareOfError(finds)} | ${isAsked ? "not found" : "not asked for"} |`;
  return [
    `An error of ${formatShare(error)} in each of ${formatNumberOf(planted.length, "parameter")}: ${asked.length} of them ${asked.length === 1 ? "moves" : "move"} a figure by 2 % or more, and ${found.length} of these are found (${formatShare(found.length / Math.max(asked.length, 1))}). The others:`,
    "",
    "| item | parameter | figure | moved by | would be found | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...asked.filter((each) => !each.found).map(line),
    ...planted.filter((each) => !each.asked).map(line),
  ].join("\n");
}

/** With so many significant digits as say something here. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return "none";
  return Math.abs(value) >= 1e-3 ? String(Number(value.toPrecision(DIGITS))) : value.toExponential(DIGITS - 2);
}

function shareOfError(share: number): string {
  return Number.isFinite(share) ? `${Number((100 * share).toPrecision(2))} %` : "none";
}
