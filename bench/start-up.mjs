// What somebody waits for before anything is computed: processor time of the command beside that of an empty Node.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { told } from "./figures.mjs";

const COMMAND = fileURLToPath(new URL("../dist/bin/understudy.js", import.meta.url));
const SCENARIO = fileURLToPath(new URL("../scenarios/hang-and-wake.yaml", import.meta.url));
/** Times of an empty Node. */
const MOST_FOR_HELP = 2;
const ROUNDS = 5;

const COST = `
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write("\\ncost " + (user + system));
  });
`;

export async function startUpSuite() {
  const folder = mkdtempSync(join(tmpdir(), "understudy-start-"));
  try {
    const empty = cost(["-e", "0"], folder);
    const rows = [
      ["--help", [COMMAND, "--help"]],
      ["run --help", [COMMAND, "run", "--help"]],
      ["a run without charts", [COMMAND, "run", SCENARIO, "--no-charts", "--out", "o"]],
    ].map(([what, args]) => ({ what, milliseconds: cost(args, folder) / 1000 }));
    console.log(`\nStart-up: processor time, of an empty Node ${(empty / 1000).toFixed(0)} ms\n`);
    console.table(
      rows.map(({ what, milliseconds }) => ({
        what,
        milliseconds: Math.round(milliseconds),
        "times an empty Node": Number(((milliseconds * 1000) / empty).toFixed(2)),
      })),
    );
    const times = (rows[0].milliseconds * 1000) / empty;
    told("start-up", [{ name: "--help beside an empty Node", measured: times, unit: "times", most: MOST_FOR_HELP }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a process in microseconds: the least of some, which others disturbed least. */
function cost(args, cwd) {
  const told = `data:text/javascript,${encodeURIComponent(COST)}`;
  const costs = Array.from({ length: ROUNDS }, () => {
    const { stderr } = spawnSync(process.execPath, ["--import", told, ...args], { cwd, encoding: "utf8" });
    return Number(/cost (\d+)$/.exec(stderr)[1]);
  });
  return Math.min(...costs);
}
