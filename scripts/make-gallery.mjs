// Makes reports/gallery: the page, the topology and the telling charts of six scenarios. `npm run gallery`; some minutes.
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
  "hang-and-wake": ["availability-over-time", "takeover-timeline"],
  "false-alarm": ["availability-over-time", "detection"],
  "relay-stuck": ["takeover-timeline", "recovery-phases"],
  "crash-during-copy": ["takeover-timeline", "recovery-point"],
  "load-balancing/toy-store-evening": ["load", "hosts-in-use"],
};

for (const [name, charts] of Object.entries(CHARTS)) {
  const scenario = `scenarios/${name}.yaml`;
  const made = mkdtempSync(join(tmpdir(), "gallery-"));
  try {
    run("run", scenario, "--policy", "all", "--no-progress", "--out", made);
    run("check", scenario, "--topology", join(made, "topology.svg"));
    const folder = join(root, "reports/gallery", name.replace(/^.*\//, ""));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ["index.html", "topology.svg", ...charts.map((chart) => `${chart}.png`)]) {
      // A chart that has nothing to show is not made.
      if (existsSync(join(made, file))) copyFileSync(join(made, file), join(folder, file));
    }
    console.log(folder);
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
