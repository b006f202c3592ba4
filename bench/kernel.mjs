// The kernel beside the C ladder queue (the bound) and SimPy (what many would use), in one run, interleaved.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { told } from "./figures.mjs";

const ROUNDS = 3;
/** What the kernel must reach of the C ladder's rate, by workload. */
const REQUIRED_OF_C = { "hb, 33 handlers": 0.27, "hold 1e6, 32 handlers": 0.36 };

/** The arguments of each peer, undefined where it has no such workload. */
const WORKLOADS = [
  { title: "hold 1e2", ours: "hold 100 2000000", c: "hold 100 3000000", simpy: "hold 100 300000" },
  { title: "hold 1e4", ours: "hold 10000 2000000", c: "hold 10000 3000000", simpy: "hold 10000 300000" },
  { title: "hold 1e6", ours: "hold 1000000 1000000", c: "hold 1000000 2000000" },
  { title: "hold 1e6, 32 handlers", ours: "hold 1000000 1000000 32", c: "hold 1000000 2000000" },
  { title: "mm1", ours: "mm1 500000", c: "mm1 1000000", simpy: "mm1 50000" },
  { title: "hb 1000 1000", ours: "hb 1000 1000", c: "hb 1000 1000", simpy: "hb 1000 100", counts: true },
  { title: "hb, 33 handlers", ours: "hb 1000 1000 11", c: "hb 1000 1000", counts: true },
];

export async function kernelSuite() {
  const folder = mkdtempSync(join(tmpdir(), "understudy-bench-"));
  try {
    const peers = [understudy(), cLadder(folder), simpy()].filter((peer) => peer !== undefined);
    const rows = WORKLOADS.map((workload) => measure(workload, peers));
    print(rows, peers);
    judge(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function understudy() {
  return { name: "understudy", column: "ours", command: [process.execPath, path("kernel-workloads.mjs")] };
}

function cLadder(folder) {
  const program = join(folder, "ladder");
  try {
    run(["gcc", "-O3", "-march=native", "-o", program, path("peers/ladder.c"), "-lm"]);
  } catch (error) {
    console.log(`No comparison with the C ladder queue: gcc is absent or failed (${error.code ?? error.status}).`);
    return undefined;
  }
  return { name: "C ladder", column: "c", command: [program] };
}

export function simpy() {
  const python = "/usr/bin/python3";
  try {
    run([python, "-c", "import simpy"]);
  } catch {
    console.log("No comparison with SimPy: python3 cannot import it (Debian: python3-simpy3).");
    return undefined;
  }
  return { name: "SimPy", column: "simpy", command: [python, path("peers/simpy_bench.py")] };
}

/** Median rates by peer; rounds are interleaved so that a slow minute of the machine hits all alike. */
function measure(workload, peers) {
  const rates = new Map(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, column, command } of peers) {
      if (workload[column] === undefined) continue;
      const result = JSON.parse(run([...command, ...workload[column].split(" ")]));
      if (workload.counts) checkTimeouts(name, result);
      rates.get(name).push(result.rate);
    }
  }
  return { workload, median: new Map([...rates].map(([name, list]) => [name, median(list)])) };
}

function checkTimeouts(name, result) {
  const timeouts = result.timeouts ?? result.touts;
  if (timeouts !== 100) throw new Error(`${name} counted ${timeouts} timeouts instead of 100`);
}

function print(rows, peers) {
  console.log(
    `\nMillions of events (mm1: customers) per second of processor, medians of ${ROUNDS} interleaved rounds; times = ours / theirs\n`,
  );
  const header = ["", ...peers.flatMap(({ name }, i) => (i === 0 ? [name] : [name, "times"]))];
  const table = rows.map(({ workload, median: rates }) => [
    workload.title,
    ...peers.flatMap(({ name }, i) => {
      const rate = rates.get(name);
      const shown = rate === undefined ? "-" : (rate / 1e6).toFixed(2);
      return i === 0 ? [shown] : [shown, rate === undefined ? "-" : (rates.get("understudy") / rate).toFixed(2)];
    }),
  ]);
  const widths = header.map((_, i) => Math.max(...[header, ...table].map((row) => row[i].length)));
  for (const row of [header, ...table]) {
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
  }
}

function judge(rows) {
  const shares = rows.flatMap(({ workload: { title }, median: rates }) => {
    const c = rates.get("C ladder");
    if (c === undefined) return [];
    const measured = rates.get("understudy") / c;
    const least = REQUIRED_OF_C[title];
    const required = least !== undefined && { least };
    return [{ name: `${title} beside the C ladder`, measured, unit: "of its rate", higherIsBetter: true, ...required }];
  });
  const rates = rows.map(({ workload: { title }, median: rates }) => {
    return { name: title, measured: rates.get("understudy"), unit: "a second", higherIsBetter: true };
  });
  told("kernel", [...rates, ...shares]);
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

export function run([program, ...args]) {
  // Where Debian puts packages; python3 may be another one than Debian's.
  const packages = ["/usr/lib/python3/dist-packages", process.env.PYTHONPATH ?? []].flat().join(":");
  const env = { ...process.env, PYTHONPATH: packages };
  return execFileSync(program, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] });
}

export function path(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}
