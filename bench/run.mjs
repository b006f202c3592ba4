// Runs the benchmark suites named on the command line, all of them when none is: `npm run bench`, `npm run bench -- kernel`.
// `--peers` runs the suite beside other simulators, which is not run unless asked for. `--json FILE` keeps what was measured, and `--against FILE` tells what has become worse since that was kept. With
// `--against DIR` it compares this build with that of another checkout instead; see side-by-side.mjs.
import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareWith, keep } from "./figures.mjs";
import { kernelSuite } from "./kernel.mjs";
import { requestsSuite } from "./requests.mjs";
import { memorySuite } from "./memory.mjs";
import { peersSuite } from "./peers.mjs";
import { replicationsSuite } from "./replications.mjs";
import { setupSuite } from "./setup.mjs";
import { sideBySide } from "./side-by-side.mjs";
import { sizeSuite } from "./size.mjs";
import { startUpSuite } from "./start-up.mjs";
import { tasksSuite } from "./tasks.mjs";
import { yearSuite } from "./year.mjs";

/** One line per suite; each is an async function that prints its own tables and throws when a figure is not what is required. */
const SUITES = {
  kernel: kernelSuite,
  requests: requestsSuite,
  replications: replicationsSuite,
  year: yearSuite,
  setup: setupSuite,
  size: sizeSuite,
  memory: memorySuite,
  "start-up": startUpSuite,
  tasks: tasksSuite,
  peers: peersSuite,
};
/** What is run when nothing is asked for by name. */
const USUAL = Object.keys(SUITES).filter((name) => name !== "peers");

const HELP = `npm run bench -- [SUITE…] [options]

Suites: ${Object.keys(SUITES).join(", ")}; all but peers when none is named.

  --json FILE      keep what was measured
  --against FILE   tell what has become worse since that was kept
  --against DIR    compare with the build of another checkout, by turns
  --rounds N       so many turns (5)
  --floor RATIO    the least ratio of speeds that is well (0.93)
  --quick          shorter turns
  --peers          beside other simulators, where they are installed

Examples:
  npm run bench -- kernel year --json before.json
  npm run bench -- kernel year --against before.json`;

const { options, asked } = commandLine();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const unknown = asked.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`No suite named ${unknown.join(", ")}. There are: ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}
const named = options.peers && !asked.includes("peers") ? [...asked, "peers"] : asked;
const suites = named.length > 0 ? named : USUAL;

const isFile = options.against !== undefined && existsSync(options.against) && statSync(options.against).isFile();
if (options.against === undefined || isFile) {
  for (const name of suites) await attempt(name, SUITES[name]);
  if (options.json !== undefined) keep(options.json);
  if (isFile) await attempt("against", () => compareWith(options.against));
} else {
  const { against, rounds, floor, quick } = options;
  await attempt("side by side", () =>
    sideBySide(against, { suites, rounds: Number(rounds), floor: Number(floor), quick }),
  );
}

async function attempt(name, work) {
  try {
    await work();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}

function commandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        against: { type: "string" },
        json: { type: "string" },
        rounds: { type: "string", default: "5" },
        floor: { type: "string", default: "0.93" },
        quick: { type: "boolean", default: false },
        peers: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { options: values, asked: positionals };
  } catch (error) {
    // Of the three sentences of Node about an option the first says what is wrong.
    console.error(`${error.message.split(". ", 1)[0]}. See npm run bench -- --help.`);
    process.exit(2);
  }
}
