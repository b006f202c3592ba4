// What suites have measured, beside what is required; kept as JSON, and compared with what an earlier run has kept.
import { readFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";

const figures = [];

/** How much of the old rate a figure keeps when nothing has changed but what else the machine does, at the least. */
const NOISE = 0.85;

/**
 * Prints what was measured, and fails when it is not what was required.
 * @param found `{ name, measured, unit, most }`, or `least` instead of `most`; where neither is required, perhaps `higherIsBetter`
 */
export function told(suite, found) {
  figures.push(...found.map((each) => ({ suite, ...each })));
  console.table(
    found.map(({ name, measured, unit, most, least }) => ({
      figure: name,
      measured: `${rounded(measured)} ${unit}`,
      required: most === undefined ? (least === undefined ? "" : `at least ${least}`) : `at most ${most}`,
    })),
  );
  const missed = found.filter(
    ({ measured, most = Infinity, least = -Infinity }) => measured > most || measured < least,
  );
  if (missed.length > 0) throw new Error(`not what is required: ${missed.map(({ name }) => name).join(", ")}`);
}

export function keep(file) {
  const machine = { node: process.version, system: `${process.platform} ${release()}`, processor: process.arch };
  writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}

/** Says which figures have become worse since those in a file were measured, by more than the noise. @throws when any has */
export function compareWith(file) {
  const before = JSON.parse(readFileSync(file, "utf8")).figures;
  const compared = figures.flatMap((now) => {
    const then = before.find(({ suite, name }) => suite === now.suite && name === now.name);
    if (then === undefined) return [];
    const isHigherBetter = now.least !== undefined || now.higherIsBetter === true;
    const ratio = isHigherBetter ? now.measured / then.measured : then.measured / now.measured;
    return [{ figure: `${now.suite}: ${now.name}`, before: then.measured, now: now.measured, ratio }];
  });
  console.log(`\nBeside ${file}; above 1 is better, and below ${NOISE} more than noise\n`);
  console.table(
    compared.map((each) => ({
      ...each,
      before: rounded(each.before),
      now: rounded(each.now),
      ratio: rounded(each.ratio),
    })),
  );
  const worse = compared.filter(({ ratio }) => ratio < NOISE).map(({ figure }) => figure);
  if (worse.length > 0) throw new Error(`worse than in ${file}: ${worse.join(", ")}`);
}

function rounded(value) {
  return Number(value.toPrecision(3));
}
