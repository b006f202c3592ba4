/** Commands with options and arguments that nobody meant: done, or refused with words. */
import type { Option } from "commander";
import { createProgram } from "../../src/cli/program.js";
import type { Stream } from "../../src/sim/index.js";
import { below, chance, pick, streamOf } from "../fuzz/chance.js";
import { type Call, wrongWith } from "../fuzz/command.js";
import { reportFiles } from "../fuzz/report-folder.js";
import type { Hunt } from "../hunt.js";

/** A worker waits for work until it is stopped. */
const LEFT_OUT = new Set(["worker"]);
/** And so is a run that is watched. */
const ENDLESS = new Set<string | undefined>(["--watch"]);

const ANY = [
  "",
  " ",
  "x",
  "-1",
  "0",
  "1",
  "2",
  "1.5",
  "1e1",
  "NaN",
  "0x10",
  "5%",
  "0.05",
  "100%",
  "all",
  "quick",
  "quick,slow",
].concat(
  [
    "quick,,",
    ",",
    "nobody",
    "shop.availability",
    "availability",
    "rto.mean=10s",
    "5%=x",
    "=",
    "shop.rto.mean=5%",
    "1min",
  ],
  [
    "1us",
    "0s",
    "-1s",
    "285y",
    "__proto__",
    "constructor",
    "toString",
    "\u001b[31mred",
    "é".repeat(200),
    "a".repeat(5000),
  ],
  [
    "--",
    "-",
    "--seed",
    "--out",
    "s.yaml",
    "o",
    "o/summary.json",
    "c/compare.json",
    "*.yaml",
    "missing",
    "../x",
    "[",
    "{a",
    "\\",
  ],
);

/** By the name of the option: values that take no longer than those that are meant, or what an option alone is for. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  // More of them are allowed, and take their time.
  replications: ["1", "2", "0", "-1", "1.5", "x", "", " 2 ", "1e0", "NaN", "0x1"],
  "max-replications": ["1", "2", "0", "-1", "x", ""],
  jobs: ["1", "1", "1", "2", "0", "-1", "x", "1.5", ""],
  until: ["1min", "10min", "1us", "0s", "-1s", "x", "", "1", "1e1min", "NaN", "30min30", "300y", "exponential(1s)"],
  queue: ["", "x", "redis://", "http://x", "redis://127.0.0.1:99999", "redis://:p@127.0.0.1:0x", "//", "redis://["],
  out: [
    "o",
    "d",
    ".",
    "..",
    "",
    "s.yaml",
    "s.yaml/x",
    "/dev/null/x",
    "/proc/x",
    "a/b/c",
    "o/summary.json",
    "é",
    "a".repeat(300),
  ],
  topology: ["t.svg", "", ".", "o", "s.yaml/x", "/proc/x", "a/b/t.svg", "/dev/null"],
  set: [
    "duration=1min,2min",
    "duration=",
    "=1",
    "x=1",
    "hosts.web-1.flush=1s,5s",
    "faults.0.repair=1h",
    "faults.9.repair=1h",
  ].concat(
    [
      "__proto__=1",
      "hosts.__proto__.x=1",
      "duration=*a",
      "seed=1,1",
      "hosts=[",
      "policies.quick=none",
      "name=x",
      "a.b.c=1",
      "=",
      "",
    ],
    [
      "duration=exponential(1s)",
      "services.shop.load.rate=0/s",
      "faults=[]",
      "hosts.web-1=null",
      "include=x.yaml",
      "0=1",
    ],
  ),
  format: ["png", "svg", "gif", ""],
  chart: ["all", "recovery-phases", "x", "", "__proto__", "../x"],
};

const ARGUMENTS = [
  "s.yaml",
  "s.yaml",
  "s.yaml",
  "o",
  "c",
  "w",
  ".",
  "",
  "missing.yaml",
  "*.yaml",
  "o/*",
  "o/summary.json",
  "my-shop",
].concat([
  "/dev/null",
  "-",
  "\u0007",
  "é".repeat(200),
  "a".repeat(300),
  "[",
  "{s,s}.yaml",
  "!s.yaml",
  "__proto__",
  "con",
  "S",
  "a b",
]);

/** The built command is the same program: a sample is enough. */
const BUILT = 0.02;

export const hostileOptions: Hunt<Call> = {
  name: "hostile-options",
  about: "options and arguments that nobody meant, for every command: done, or refused with words",
  fixed: { from: 0, count: 250 },
  limitSeconds: 120,
  input: (seed) => {
    const stream = streamOf(seed, "hostile options");
    const commands = createProgram().commands.filter((each) => !LEFT_OUT.has(each.name()));
    const command = pick(commands, stream);
    const options = command.options.filter(({ long }) => !ENDLESS.has(long));
    const length = options.length === 0 ? 0 : below(4, stream);
    const given = Array.from({ length }, () => optionAs(pick(options, stream), stream));
    // One thread is quick; whoever wants more says so himself, later.
    const first = options.some(({ long }) => long === "--jobs") ? ["--jobs", "1"] : [];
    const values = Array.from({ length: chance(0.9, stream) ? 1 : below(3, stream) }, () => pick(ARGUMENTS, stream));
    return { args: [command.name(), ...values, ...first, ...given.flat()], files: {}, built: chance(BUILT, stream) };
  },
  attempt: async (call) => wrongWith(call, await reportFiles()),
};

function optionAs({ long, short, required, optional, argChoices }: Option, stream: Stream): readonly string[] {
  const name = long ?? short ?? "--x";
  if (chance(0.05, stream)) return [name];
  if (!required && !optional) return chance(0.9, stream) ? [name] : [`${name}=${pick(ANY, stream)}`];
  const meant = argChoices ?? VALUES[name.replace(/^--/, "")];
  // An option whose values may cost time gets none but its own.
  return [name, pick(meant ?? ANY, stream)];
}
