// Set-up over the number of hosts: reading, planning, building. Draws docs/setup-time.svg, in which each should be a straight line.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { told } from "./figures.mjs";
import { path } from "./kernel.mjs";
import { lineChart } from "./line-chart.mjs";

const HOSTS = [1000, 2000, 4000, 6000, 8000, 10_000];
const MOST_SERVICES = 1000;

export async function setupSuite() {
  const points = HOSTS.map((hosts) => measure(hosts, Math.min(hosts / 2, MOST_SERVICES)));
  console.log("set-up, seconds of processor time");
  console.table(
    points.map(({ hosts, services, read, planned, ready, megabytes }) => ({
      hosts,
      services,
      read: read.toFixed(2),
      planned: planned.toFixed(2),
      built: ready.toFixed(2),
      megabytes: Math.round(megabytes),
    })),
  );
  const chart = lineChart({
    title: "Set-up over the number of hosts, in seconds of processor time",
    below: "hosts (a service for every second, at most 1000)",
    points,
    xOf: ({ hosts }) => hosts,
    lines: [
      { of: total, told: "all", colour: "#333" },
      { of: ({ read }) => read, told: "read", colour: "#0072b2" },
      { of: ({ planned }) => planned, told: "planned", colour: "#d55e00" },
      { of: ({ ready }) => ready, told: "built", colour: "#009e73" },
    ],
  });
  writeFileSync(path("../docs/setup-time.svg"), chart);
  const last = points.at(-1);
  told("setup", [
    { name: "ten thousand hosts read, planned and built", measured: total(last), unit: "s", most: 10 },
    { name: "memory of that", measured: last.megabytes, unit: "MB", most: 1000 },
  ]);
}

/** The better of two: what disturbs a program only ever makes it slower. */
function measure(hosts, services) {
  const once = () =>
    JSON.parse(
      execFileSync(process.execPath, [path("setup-workload.mjs"), String(hosts), String(services)]).toString(),
    );
  const [one, other] = [once(), once()];
  return total(one) <= total(other) ? one : other;
}

function total({ read, planned, ready }) {
  return read + planned + ready;
}
