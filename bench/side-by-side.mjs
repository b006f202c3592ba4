// Another checkout's build beside this one: the same benchmarks by turns, compared by the processor time that they take.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { median, path } from "./kernel.mjs";

const NEW = path("..");

/**
 * A program of bench/ that each checkout has for itself: what it measures may lie below the published interface. It is put
 * into one file, as what users run is: how long a thousand files take to load says nothing about what it measures.
 */
const own = (program) => (checkout, parameters) => [inOneFile(checkout, program), ...parameters];
/** This checkout's program, which runs the other's build too. */
const shared = (program) => (checkout, parameters) => [path(program), checkout, ...parameters];

const kernel = { suite: "kernel", command: own("kernel-workloads.mjs") };
const requests = { suite: "requests", command: own("request-workload.mjs") };
const scenario = { command: shared("scenario-workload.mjs") };

/** What is run, with what parameters; without `quick` it is left out when there is little time. */
const BENCHMARKS = [
  { ...kernel, title: "hold 1e2", full: "hold 100 8000000", quick: "hold 100 2000000" },
  { ...kernel, title: "hold 1e4", full: "hold 10000 4000000", quick: "hold 10000 1000000" },
  { ...kernel, title: "hold 1e6", full: "hold 1000000 1000000" },
  { ...kernel, title: "mm1", full: "mm1 1500000", quick: "mm1 400000" },
  { ...kernel, title: "hb 1000", full: "hb 1000 2000", quick: "hb 1000 500" },
  { ...requests, title: "requests", full: "2000000", quick: "500000" },
  {
    ...scenario,
    suite: "replications",
    title: "web-crash",
    full: "web-crash.yaml split-mirror 4",
    quick: "web-crash.yaml split-mirror 1",
  },
  { ...scenario, suite: "year", title: "year", full: "load-balancing/three-seasons.yaml pool 1" },
];

/**
 * @param against the other checkout, built
 * @param suites whose benchmarks are run
 * @param floor throws when a benchmark's median rate falls below this share of the other's
 */
export function sideBySide(against, { suites, rounds, floor, quick }) {
  const old = resolve(against);
  if (!existsSync(resolve(old, "dist"))) throw new Error(`${against} is no built checkout`);
  const chosen = BENCHMARKS.filter(({ suite }) => suites.includes(suite))
    .map((each) => ({ ...each, parameters: (quick ? each.quick : each.full)?.split(" ") }))
    .filter(({ parameters }) => parameters !== undefined);
  console.log(
    `\nSeconds of processor, medians of ${rounds} rounds by turns; new / old compares rates: above 1 is faster.`,
  );
  console.log("quickest: of each build's quickest round alone, which what else the machine does disturbs least.\n");
  console.log(line(["", "old", "new", "new / old", "least", "most", "quickest"]));
  for (const checkout of [old, NEW]) {
    rmSync(bundles(checkout), { recursive: true, force: true });
    mkdirSync(bundles(checkout));
  }
  const begin = performance.now();
  const results = chosen.map((benchmark) => {
    const result = compare(benchmark, old, rounds);
    console.log(line(row(result)));
    return result;
  });
  console.log(`\n${((performance.now() - begin) / 60_000).toFixed(1)} minutes.`);
  for (const { title, answers } of results) {
    if (answers.old !== answers.new) console.log(`${title} does not tell the same: ${answers.old} ${answers.new}`);
  }
  const slower = results.filter(({ ratios }) => !(median(ratios) >= floor)).map(({ title }) => title);
  if (slower.length > 0) throw new Error(`below ${floor} of the old rate: ${slower.join(", ")}`);
}

/** Who goes first changes from round to round, so that a machine that slows down or recovers favours neither. */
function compare({ title, command, parameters }, old, rounds) {
  const checkouts = { old, new: NEW };
  const seconds = { old: [], new: [] };
  const answers = {};
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 === 0 ? ["old", "new"] : ["new", "old"]) {
      const run = timed(command(checkouts[which], parameters));
      seconds[which].push(run.seconds);
      answers[which] = withoutRates(run.stdout);
    }
  }
  return { title, seconds, answers, ratios: seconds.old.map((each, round) => each / seconds.new[round]) };
}

function inOneFile(checkout, program) {
  const outfile = join(bundles(checkout), program);
  if (existsSync(outfile)) return outfile;
  const entryPoints = [resolve(checkout, "bench", program)];
  const form = { bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "warning" };
  buildSync({ entryPoints, outfile, ...form });
  return outfile;
}

/** Within the checkout, so that its packages are found. */
function bundles(checkout) {
  return resolve(checkout, "dist/.side-by-side");
}

/** Runs a program to its end: start-up, compilation and collection of garbage count, what the machine gives to others does not. */
export function timed(command) {
  const { status, output } = spawnSync(process.execPath, ["--import", path("processor-time.mjs"), ...command], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 100_000_000,
  });
  const [, stdout, stderr, microseconds] = output;
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stderr}`);
  return { seconds: Number(microseconds) / 1e6, stdout };
}

/** What a program tells and two builds should tell alike. */
function withoutRates(line) {
  return JSON.stringify(JSON.parse(line), (key, value) => (key.startsWith("rate") ? undefined : value));
}

function row({ title, seconds, ratios }) {
  const quickest = Math.min(...seconds.old) / Math.min(...seconds.new);
  const spread = [median(ratios), Math.min(...ratios), Math.max(...ratios)];
  return [title, ...[median(seconds.old), median(seconds.new), ...spread, quickest].map((each) => each.toFixed(2))];
}

function line([title, ...figures]) {
  return [title.padEnd(9), ...figures.map((figure) => figure.padStart(9))].join("  ");
}
