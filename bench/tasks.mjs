// A domain of a thousand clusters that is given a hundred tasks a second: what a simulated day of it takes, by an hour and its beginning.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readScenario, runScenario } from "understudy-sim";
import { told } from "./figures.mjs";

/** Seconds of processor time for a day. */
const REQUIRED = 60;

const RATE = 100;
const HOUR = 3600;
const DAY = 24 * HOUR;
/** The clusters start, and their agents register. */
const BEGINNING = 20;

export async function tasksSuite() {
  const beginning = await processorTimeOf(BEGINNING);
  const hour = await processorTimeOf(HOUR);
  const perSecond = (hour - beginning) / (HOUR - BEGINNING);
  console.log("\nA thousand clusters, a hundred tasks a second\n");
  told("tasks", [
    { name: "until all agents are registered", measured: beginning, unit: "s" },
    { name: "a task", measured: (perSecond / RATE) * 1e6, unit: "µs" },
    {
      name: "a day of 8.64 million tasks",
      measured: beginning + perSecond * (DAY - BEGINNING),
      unit: "s",
      most: REQUIRED,
    },
  ]);
}

async function processorTimeOf(seconds) {
  const file = new URL("../scenarios/dual-server/thousand-clusters.yaml", import.meta.url);
  const text = readFileSync(file, "utf8")
    .replace("duration: 20s", `duration: ${seconds}s`)
    .replace("rate: 10/s", `rate: ${RATE}/s`);
  const directory = mkdtempSync(join(tmpdir(), "tasks-"));
  try {
    const path = join(directory, "thousand-clusters.yaml");
    writeFileSync(path, text);
    const { source } = await readScenario(path);
    const before = process.cpuUsage();
    await runScenario(source, { jobs: 1 });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
