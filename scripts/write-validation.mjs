// Writes the table and the chart of docs/validation.md from what `understudy validate --json` printed:
// `understudy validate --json > rows.json && node scripts/write-validation.mjs rows.json`; and, where further files are named, what
// became of planted errors, from `understudy validate --planted 3% --json > planted.json`. Of items that were run alone
// (`--only`) the rows take the place of theirs; those of all others stay. Of planted errors the later file counts where two have an item.
import { readFileSync, writeFileSync } from "node:fs";
import { validationItems } from "../dist/experiment/index.js";
import { plantedMarkdown, validationMarkdown } from "../dist/report/index.js";

const DOCUMENT = new URL("../docs/validation.md", import.meta.url);
const CHART = new URL("../docs/pictures/validation.svg", import.meta.url);
const BEGIN = "<!-- the table: scripts/write-validation.mjs -->";
const END = "<!-- the table ends -->";

const PLANTED_BEGIN = "<!-- planted errors: scripts/write-validation.mjs -->";
const PLANTED_END = "<!-- planted errors end -->";
/** The size of the errors that the second file is about. */
const PLANTED = 0.03;

/** The document with something else between two marks. */
function between(document, [first, last], text) {
  const begin = document.indexOf(first);
  const end = document.indexOf(last);
  if (begin < 0 || end < begin) throw new Error(`docs/validation.md lacks ${first} or ${last}`);
  return `${document.slice(0, begin)}${first}\n\n${text}\n\n${document.slice(end)}`;
}

/** The rows of the table as it stands, with as many digits as it has. */
function rowsOf(document) {
  const table = document.slice(document.indexOf(BEGIN), document.indexOf(END));
  return [...table.matchAll(/^\| `.*$/gm)].map(([line]) => {
    const [, item, title, figure, theory, measured, interval, finds, source] = line
      .split("|")
      .map((cell) => cell.trim());
    const [low, high] = interval.split(" to ").map(Number);
    const [mean] = measured.split(" ");
    return {
      ...{ item: item.replaceAll("`", ""), title, figure, source },
      ...{ theory: Number(theory), mean: Number(mean), interval: { low, high } },
      ...{ agrees: !measured.includes("disagrees"), finds: Number(finds.replace(" %", "")) / 100 },
    };
  });
}

/** Those that were measured now and those of before, in the order of the items. */
function together(now, before) {
  const names = validationItems.map(({ name }) => name);
  const fresh = new Set(now.map(({ item }) => item));
  const kept = before.filter(({ item }) => names.includes(item) && !fresh.has(item));
  return [...now, ...kept].toSorted((a, b) => names.indexOf(a.item) - names.indexOf(b.item));
}

const ROW = 13;
const LEFT = 330;
const WIDTH = 860;
/** Half of the widest label of the scale stands there. */
const RIGHT = 24;
/** Relative errors to either side that the chart shows; longer intervals are cut off. */
const SHOWN = 0.2;

/** One line for each figure: its interval, relative to theory. */
function chart(rows) {
  const x = (error) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * (Math.max(-SHOWN, Math.min(SHOWN, error)) + SHOWN)) / (2 * SHOWN);
  const height = rows.length * ROW + 40;
  const scale = [-20, -10, 0, 10, 20].map((percent) => {
    const at = x(percent / 100).toFixed(1);
    return (
      `<line x1="${at}" x2="${at}" y1="20" y2="${height - 15}" stroke="${percent === 0 ? "#444" : "#ccc"}"/>` +
      `<text x="${at}" y="14" text-anchor="middle">${percent > 0 ? "+" : ""}${percent} %</text>`
    );
  });
  const lines = rows.map(({ item, figure, theory, mean, interval, agrees }, i) => {
    const y = 30 + i * ROW;
    const [low, at, high] = [interval.low, mean, interval.high].map((value) => x(value / theory - 1).toFixed(1));
    const colour = agrees ? "#2a6" : "#c22";
    return (
      `<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${item}: ${figure}</text>` +
      `<line x1="${low}" x2="${high}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="3"/>` +
      `<circle cx="${at}" cy="${y}" r="3" fill="${colour}"/>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="10">`,
    `<title>Measured beside theory: 99.9 % intervals, relative to the exact value</title>`,
    `<rect width="100%" height="100%" fill="white"/>`,
    ...scale,
    ...lines,
    "</svg>\n",
  ].join("\n");
}

/** What became of all planted errors, in the order of the items. */
function plantedIn(files) {
  const byItem = new Map();
  for (const each of files) {
    const planted = JSON.parse(readFileSync(each, "utf8"));
    for (const name of new Set(planted.map(({ item }) => item)))
      byItem.set(
        name,
        planted.filter(({ item }) => item === name),
      );
  }
  return validationItems.flatMap(({ name }) => byItem.get(name) ?? []);
}

const [file, ...plantedFiles] = process.argv.slice(2);
if (file === undefined) throw new Error("which file? For example rows.json, of `understudy validate --json`");
const standing = readFileSync(DOCUMENT, "utf8");
const rows = together(JSON.parse(readFileSync(file, "utf8")), rowsOf(standing));
let document = between(standing, [BEGIN, END], validationMarkdown(rows));
if (plantedFiles.length > 0)
  document = between(document, [PLANTED_BEGIN, PLANTED_END], plantedMarkdown(plantedIn(plantedFiles), PLANTED));
writeFileSync(DOCUMENT, document);
writeFileSync(CHART, chart(rows));
