// What somebody types and sees: standard input, narrow and wide terminals, completion, and a run that follows its file.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtCommand } from "../built.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { until, workplace } from "./command.js";

const COMMAND = builtCommand();

describe("standard input", () => {
  test("is a scenario named -, which includes files of the working directory and is called <stdin> where it is wrong", async () => {
    const { folder, write, read } = workplace({ "lan.yaml": "lan: { latency: 200us, bandwidth: 1Gbps }\n" });
    const typed = (text: string, ...args: string[]) =>
      spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, input: text, encoding: "utf8" });
    const text = smallScenario().replace(/networks:\n.*\n/, "networks: { include: lan.yaml }\n");
    const ran = typed(text, "run", "-", "--no-charts", "--out", "o");
    expect(ran).toMatchObject({ stderr: "", status: 0 });
    expect(read("o/scenario.yaml")).toBe(text);
    const wrong = typed(text.replace("duration: 6h", "duration: long"), "check", "-");
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/^<stdin>:3:11: /);
    write("s.yaml", text);
    expect(typed(text, "run", "-", "--watch")).toMatchObject({ status: 2, stderr: expect.stringContaining("--watch") });
  });
});

describe("the width of the terminal", { timeout: 300_000 }, () => {
  test("is heeded: at 40 no line has more characters, and at 200 some have many", async () => {
    const { start } = workplace({ "s.yaml": smallScenario({ expect: "  shop.availability: '>= 50%'" }) });
    const longest = async (columns: number, ...args: string[]) => {
      const { stdout } = await start(args, { COLUMNS: String(columns) }).finished;
      return Math.max(...stdout.split("\n").map((line) => [...line].length));
    };
    const run = ["run", "s.yaml", "--policy", "all", "--no-charts", "--replications", "3", "--jobs", "1"];
    for (const args of [run, ["explain", "s.yaml"], ["check", "s.yaml"]]) {
      expect(await longest(40, ...args), args.join(" ")).toBeLessThanOrEqual(40);
    }
    const wide = await longest(200, "explain", "s.yaml");
    expect(wide).toBeGreaterThan(100);
    expect(wide).toBeLessThanOrEqual(200);
  });
});

describe("completion", { timeout: 300_000 }, () => {
  test("knows commands, options, their values, files and folders, as bash finds out", async () => {
    const { understudy, folder, write } = workplace({ "s.yaml": smallScenario() });
    write("complete.bash", (await understudy("completion", "bash")).stdout);
    const complete = (...words: string[]): readonly string[] => {
      const script = `source complete.bash; understudy() { '${process.execPath}' '${COMMAND}' "$@"; }; COMP_WORDS=(understudy "$@"); COMP_CWORD=$#; _understudy; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout } = spawnSync("bash", ["-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
      return stdout.trim().split("\n");
    };
    expect(complete("com")).toEqual(["compare", "completion"]);
    expect(complete("run", "--trace-f")).toEqual(["--trace-format"]);
    expect(complete("run", "--trace-format", "")).toEqual(["jsonl", "chrome"]);
    expect(complete("compare", "--fail-on", "w")).toEqual(["worse"]);
    expect(complete("run", "s")).toEqual(["s.yaml"]);
    expect(complete("run", "--seed", "")).toEqual([""]);
    expect(complete("list", "dist")).toEqual(["distributions"]);
    expect(complete("report", "o", "--chart", "recovery-t")).toEqual(["recovery-time"]);
    expect(complete("run", "s.yaml", "--policy", "")).toEqual(["all", "quick", "slow", "nobody"]);
    expect(complete("explain", "s.yaml", "--policy", "q")).toEqual(["quick"]);
  });

  test("tells every shell each command and each of its options", async () => {
    const { understudy } = workplace();
    const { stdout: help } = await understudy("explain", "--help");
    const options = [...help.matchAll(/^ {2}.*?--([a-z-]+)/gm)].map(([, name]) => name!);
    expect(options.length).toBeGreaterThan(8);
    for (const shell of ["zsh", "fish"]) {
      const { stdout } = await understudy("completion", shell);
      for (const name of options) {
        expect(stdout, name).toMatch(new RegExp(shell === "zsh" ? `'\\*--${name}\\[` : `from explain' .*-l ${name} `));
      }
    }
    expect(await understudy("completion", "csh")).toMatchObject({ status: 2 });
  });
});

describe("a run that watches", { timeout: 300_000 }, () => {
  test("goes again when what the scenario includes changes, tells mistakes, and ends at Ctrl-C", async () => {
    const text = smallScenario().replace(/networks:\n.*\n/, "networks: { include: lan.yaml }\n");
    const { start, write, path } = workplace({
      "s.yaml": text,
      "lan.yaml": "lan: { latency: 200us, bandwidth: 1Gbps }\n",
    });
    const run = start(["run", "s.yaml", "--watch", "--no-charts", "--out", "o"]);
    const times = (word: RegExp) => run.stderr().match(word)?.length ?? 0;
    await until("it watches", () => times(/Watching s.yaml, lan.yaml/g) === 1);
    expect(existsSync(path("o/summary.json"))).toBe(true);
    write("lan.yaml", "lan: { latency: slow, bandwidth: 1Gbps }\n");
    await until("it tells the mistake", () => times(/lan.yaml:1:17: slow is not/g) === 1);
    write("lan.yaml", "lan: { latency: 300us, bandwidth: 1Gbps }\n");
    await until("it watches again", () => times(/Watching/g) === 3);
    run.child.kill("SIGINT");
    const { status, stdout } = await run.finished;
    expect(status).toBe(0);
    expect(stdout.match(/Report: o/g)).toHaveLength(2);
  });
});
