// Whole runs beside what a user would take instead, SimPy and ns-3, where those are installed: one table.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { told } from "./figures.mjs";
import { median, path, run, simpy } from "./kernel.mjs";

const ROUNDS = 3;

/**
 * All peers simulate the same process for as long, so that their results have the same interval: what differs is the time that
 * it takes. `spread` is the standard deviation of the result, in theory.
 */
const RUNS = [
  {
    title: "M/M/1 at 80 %, a million customers",
    parameters: ["mm1", "1000000"],
    theory: 5,
    // Asymptotic variance of the mean wait (Daley 1968), that of the services, and what both have in common.
    spread: Math.sqrt(2000 / 1_000_000),
  },
  {
    title: "a unit with repairs, a thousand years",
    parameters: ["unit", "1000"],
    theory: 10 / 1010,
    // Some 8,673 failures; times up and down are exponential.
    spread: (10 / 1010) * Math.sqrt(2 / 8673),
  },
];
/** Standard deviations: beyond them a peer simulates something else. */
const FAR = 5;

export function peersSuite() {
  const folder = mkdtempSync(join(tmpdir(), "understudy-peers-"));
  try {
    const ours = { name: "understudy", command: [process.execPath, path("peers-workload.mjs")] };
    const peers = [ours, simpyWhole(), ns3(folder)].filter((peer) => peer !== undefined);
    const rows = RUNS.map((each) => measure(each, peers));
    print(rows, peers);
    told("peers", rows.flatMap(figuresOf));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function simpyWhole() {
  const found = simpy();
  return found && { ...found, command: [found.command[0], path("peers/simpy_whole.py")] };
}

function ns3(folder) {
  const program = join(folder, "ns3");
  try {
    run(["g++", "-O3", "-march=native", "-std=c++17", "-o", program, path("peers/ns3_whole.cc"), "-lns3-core"]);
  } catch (error) {
    console.log(`No comparison with ns-3: it cannot be built (Debian: libns3-dev; ${error.code ?? error.status}).`);
    return undefined;
  }
  return { name: "ns-3", command: [program] };
}

/** Medians of the seconds of processor; what each tells is held against theory. */
function measure({ title, parameters, theory, spread }, peers) {
  const seconds = new Map(peers.map(({ name }) => [name, []]));
  const results = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, command } of peers) {
      const told = JSON.parse(run([...command, ...parameters]));
      if (!(Math.abs(told.result - theory) < FAR * spread)) {
        throw new Error(`${name} tells ${told.result} of ${title}, in theory ${theory}`);
      }
      seconds.get(name).push(told.seconds);
      results.set(name, told.result);
    }
  }
  return { title, theory, results, seconds: new Map([...seconds].map(([name, all]) => [name, median(all)])) };
}

function print(rows, peers) {
  console.log(`\nWhole runs with the same interval: seconds of processor, medians of ${ROUNDS} rounds\n`);
  console.table(
    rows.map(({ title, theory, results, seconds }) => ({
      run: title,
      theory: Number(theory.toPrecision(4)),
      ...Object.fromEntries(
        peers.map(({ name }) => [name, `${seconds.get(name)} s (${Number(results.get(name).toPrecision(4))})`]),
      ),
    })),
  );
}

function figuresOf({ title, seconds }) {
  const ours = seconds.get("understudy");
  const beside = [...seconds]
    .filter(([name]) => name !== "understudy")
    .map(([name, theirs]) => {
      return {
        name: `${title}: ${name}'s time over ours`,
        measured: theirs / ours,
        unit: "times",
        higherIsBetter: true,
      };
    });
  return [{ name: title, measured: ours, unit: "s" }, ...beside];
}
