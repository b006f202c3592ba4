// Makes reports/gallery: the page, the topology and the telling charts of seven scenarios; and the pictures that the README
// shows, which alone are part of the repository. `npm run gallery`; some minutes.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, copyFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const understudy = join(root, "dist/cli/main.js");

/** By scenario the charts that show what it is about; all of them would be many megabytes. */
const CHARTS = {
  "web-crash": ["takeover-timeline", "availability-over-time", "recovery-phases"],
  "hang-and-wake": ["takeover-timeline", "availability-over-time"],
  "false-alarm": ["takeover-timeline", "availability-over-time"],
  "relay-stuck": ["takeover-timeline", "recovery-phases"],
  "crash-during-copy": ["takeover-timeline", "recovery-point"],
  "load-balancing/toy-store-evening": ["load", "hosts-in-use"],
  "load-balancing/failover-while-helping": ["load", "takeover-timeline"],
};

/** What the README shows, by its name in `docs/pictures`. */
const SHOWN = {
  "hang-and-wake.png": "hang-and-wake/takeover-timeline.png",
  "failover-while-helping.png": "failover-while-helping/load.png",
  "crash-during-copy.png": "crash-during-copy/takeover-timeline.png",
  "recovery-phases.png": "web-crash/recovery-phases.png",
  "comparison.png": "web-crash/comparison.png",
};

const COMPARED = "web-crash";
const REPLICATIONS = "8";

rmSync(join(root, "reports/gallery"), { recursive: true, force: true });
for (const [name, charts] of Object.entries(CHARTS)) {
  const names = ["index.html", "topology.svg", ...charts.map((chart) => `${chart}.png`)];
  keep(name, Object.fromEntries(names.map((each) => [each, each])), "run", "--policy", "all");
}
const compared = { "index.html": "comparison.html", "comparison.png": "comparison.png" };
keep(COMPARED, compared, "compare", "--replications", REPLICATIONS);
for (const [name, made] of Object.entries(SHOWN)) {
  copyFileSync(join(root, "reports/gallery", made), join(root, "docs/pictures", name));
}

/** Runs a command on a scenario, and copies files of its report under their names in the gallery. */
function keep(name, files, command, ...options) {
  const made = mkdtempSync(join(tmpdir(), "gallery-"));
  try {
    run(command, `scenarios/${name}.yaml`, ...options, "--no-progress", "--out", made);
    const folder = join(root, "reports/gallery", name.replace(/^.*\//, ""));
    mkdirSync(folder, { recursive: true });
    for (const [from, to] of Object.entries(files)) {
      // A chart that has nothing to show is not made.
      if (existsSync(join(made, from))) copyFileSync(join(made, from), join(folder, to));
    }
    console.log(`${command} ${name}`);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** An expectation that fails is part of some of these stories: only 2 and above is wrong here. */
function run(...args) {
  try {
    execFileSync(process.execPath, [understudy, ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
}
