// Size: what `check` and `run` take of thousands of hosts, and what a run costs by its hosts, its failures and its days, each
// drawn as a chart for docs/performance.md: straight in what happens, flat in what does not.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { told } from "./figures.mjs";
import { path } from "./kernel.mjs";
import { largeScenario } from "./large-scenario.mjs";
import { lineChart } from "./line-chart.mjs";
import { timed } from "./side-by-side.mjs";

const BASE = { hosts: 1000, services: 250, days: 30, failures: 100 };

const CHARTS = [
  { by: "hosts", values: [500, 1000, 2000, 4000], told: "hosts, of which 250 have services; 100 failures in 30 days" },
  { by: "failures", values: [0, 50, 100, 200], told: "failures in 30 days; 1000 hosts" },
  { by: "days", values: [30, 90, 180, 360], told: "days with 100 failures; 1000 hosts" },
];

export async function sizeSuite() {
  console.log("\nSize: seconds of processor time and megabytes\n");
  sizeCharts();
  const year = measure({ hosts: 10_000, services: 1000, days: 365, failures: 500 });
  console.table([year]);
  const seconds = year.read + year.ready + year.run;
  told("size", [
    ...commands(),
    { name: "a year of ten thousand hosts, 500 failures", measured: seconds, unit: "s", most: 30 },
    { name: "memory of that", measured: year.megabytes, unit: "MB", most: 1000 },
    ...pairs(),
    ...transfers(),
  ]);
}

export function sizeCharts() {
  for (const chart of CHARTS) draw(chart);
}

function draw({ by, values, told: below }) {
  const points = values.map((value) => measure({ ...BASE, [by]: value }));
  console.table(points);
  const chart = lineChart({
    title: `A run by its ${by}, in seconds of processor time`,
    below,
    points,
    xOf: (point) => point[by],
    lines: [
      { of: ({ read }) => read, told: "read", colour: "#0072b2" },
      { of: ({ ready }) => ready, told: "built", colour: "#009e73" },
      { of: ({ run }) => run, told: "run", colour: "#d55e00" },
    ],
  });
  writeFileSync(path(`../docs/size-by-${by}.svg`), chart);
}

function measure({ hosts, services, days, failures }) {
  const parameters = [hosts, services, days, failures].map(String);
  return JSON.parse(execFileSync(process.execPath, [path("size-workload.mjs"), ...parameters]).toString());
}

/** Twenty minutes of pairs under one controller, of which every fifth fails: what a failure costs among ten times as many. */
function pairs() {
  const [few, many] = [50, 500].map((count) =>
    JSON.parse(execFileSync(process.execPath, [path("pairs-workload.mjs"), String(count), String(count / 5), "20"])),
  );
  console.table([few, many]);
  return [
    { name: "a failure among 500 pairs", measured: many.run / many.crashes, unit: "s" },
    { name: "beside one among 50", measured: many.run / many.crashes / (few.run / few.crashes), unit: "times" },
  ];
}

/** A week of a thousand transfers among a hundred agents: of all data each night, and of what has changed each hour. */
function transfers() {
  const [nightly, hourly] = [24, 1].map((hours) =>
    JSON.parse(execFileSync(process.execPath, [path("transfers-workload.mjs"), "1000", "100", String(hours), "7"])),
  );
  console.table([nightly, hourly]);
  return [
    { name: "a week of a thousand nightly transfers", measured: nightly.seconds, unit: "s", most: 20 },
    { name: "the same each hour", measured: hourly.seconds, unit: "s" },
  ];
}

/** Two thousand hosts with a thousand services, a stand-in for each, as users would ask for them. */
function commands() {
  const folder = mkdtempSync(join(tmpdir(), "understudy-size-"));
  try {
    const file = join(folder, "large.yaml");
    writeFileSync(file, largeScenario(2000, 1000));
    const command = (...words) => timed([path("../dist/bin/understudy.js"), ...words, file]);
    const checked = command("check");
    const run = command("run", "--no-progress", "--jobs", "1", "--out", join(folder, "report"));
    return [
      { name: "check of two thousand hosts", measured: checked.seconds, unit: "s", most: 20 },
      { name: "lines that it prints", measured: checked.stdout.split("\n").length, unit: "lines", most: 5000 },
      { name: "two hours of two thousand hosts, with their report", measured: run.seconds, unit: "s", most: 30 },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
