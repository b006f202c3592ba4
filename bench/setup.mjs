// Set-up over the number of hosts: reading, planning, building. Draws docs/setup-time.svg, in which each should be a straight line.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOSTS = [1000, 2000, 4000, 6000, 8000, 10_000];
const MOST_SERVICES = 1000;
const PARTS = [
  { key: "read", told: "read", colour: "#0072b2" },
  { key: "planned", told: "planned", colour: "#d55e00" },
  { key: "ready", told: "built", colour: "#009e73" },
];

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
  writeFileSync(fileURLToPath(new URL("../docs/setup-time.svg", import.meta.url)), drawing(points));
}

/** The better of two: what disturbs a program only ever makes it slower. */
function measure(hosts, services) {
  const program = fileURLToPath(new URL("./setup-workload.mjs", import.meta.url));
  const once = () => JSON.parse(execFileSync(process.execPath, [program, String(hosts), String(services)]).toString());
  const [one, other] = [once(), once()];
  return total(one) <= total(other) ? one : other;
}

function total({ read, planned, ready }) {
  return read + planned + ready;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 400, 60, 90, 40, 50];

function drawing(points) {
  const most = Math.max(1, ...points.map(total));
  const step = [0.1, 0.2, 0.5, 1, 2, 5].find((each) => most / each <= 8) ?? 10;
  const x = (hosts) => LEFT + (hosts / HOSTS.at(-1)) * (WIDTH - LEFT - RIGHT);
  const y = (seconds) => HEIGHT - BOTTOM - (seconds / most) * (HEIGHT - TOP - BOTTOM);
  const text = (at, up, words, more = "") => `<text x="${at.toFixed(1)}" y="${up.toFixed(1)}" ${more}>${words}</text>`;
  const line = (valueOf, colour, name) => {
    const path = points.map((each) => `${x(each.hosts).toFixed(1)},${y(valueOf(each)).toFixed(1)}`);
    const dots = path.map(
      (each) => `<circle cx="${each.split(",")[0]}" cy="${each.split(",")[1]}" r="3" fill="${colour}"/>`,
    );
    const last = points.at(-1);
    return [
      `<polyline points="${path.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...dots,
      text(x(last.hosts) + 8, y(valueOf(last)) + 4, name, `fill="${colour}"`),
    ];
  };
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(LEFT, 22, "Set-up over the number of hosts, in seconds of processor time", 'font-size="14"'),
    ...ticks.flatMap((tick) => [
      `<path d="M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}" stroke="#ddd"/>`,
      text(LEFT - 8, y(tick) + 4, Number(tick.toFixed(1)), 'text-anchor="end"'),
    ]),
    ...HOSTS.map((hosts) => text(x(hosts), HEIGHT - BOTTOM + 18, hosts, 'text-anchor="middle"')),
    text(x(HOSTS.at(-1) / 2), HEIGHT - 10, "hosts (a service for every second, at most 1000)", 'text-anchor="middle"'),
    ...line(total, "#333", "all"),
    ...PARTS.flatMap(({ key, told, colour }) => line((each) => each[key], colour, told)),
    "</svg>",
  ].join("\n")}\n`;
}
