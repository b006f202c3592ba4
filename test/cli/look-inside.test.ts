/** The commands that show one run from within: traces, explanations, diagrams, pictures. */
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Summary } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace, type Workplace } from "./command.js";

const FAULTS = `  - at: 1h
    crash: web-1
    repair: 30min
  - at: 3h
    crash: web-2
    repair: 30min`;

const POLICIES = "  quick: { failover: { preset: 2A, data: [split-mirror, copy] } }";

/** Two hosts that crash one after the other, under load, for four hours. */
function twoCrashes({ charts = false } = {}): Workplace {
  const scenario = { load: "0.1/s", duration: "4h", faults: FAULTS, policies: POLICIES };
  return workplace({ "s.yaml": smallScenario(scenario) }, { charts });
}

describe("understudy run --trace", () => {
  test("writes everything as JSON lines, in order of time, and as many requests as the summary counts", async () => {
    const { understudy, read } = twoCrashes();
    const { status } = await understudy("run", "s.yaml", "--trace", "--out", "o");
    expect(status).toBe(0);
    const entries = read("o/trace.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { at: number; kind: string; end?: string });
    expect(entries.every(({ at }, index) => index === 0 || at >= entries[index - 1]!.at)).toBe(true);
    const summary = JSON.parse(read("o/summary.json")) as Summary;
    const served = summary.policies[0]!.measures.find(({ key }) => key === "shop.requests.served")!;
    expect(entries.filter(({ kind, end }) => kind === "RequestEnded" && end === "served")).toHaveLength(served.mean!);
    expect(entries.filter(({ kind }) => kind === "ServiceDown")).toHaveLength(2);
  });

  test("writes for trace viewers, actors as rows that have names", async () => {
    const { understudy, read, path } = twoCrashes();
    const { status } = await understudy("run", "s.yaml", "--trace", "--trace-format", "chrome", "--out", "o");
    expect(status).toBe(0);
    expect(readdirSync(path("o")).filter((name) => name.startsWith("trace"))).toEqual(["trace.events.json"]);
    const { traceEvents } = JSON.parse(read("o/trace.events.json")) as {
      traceEvents: readonly { ph: string; name: string; tid: number; args?: { name?: string } }[];
    };
    const rows = new Map(traceEvents.filter(({ ph }) => ph === "M").map(({ tid, args }) => [args!.name!, tid]));
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining(["web-1", "web-2", "shop", "shop: requests", "controller: shop", "controller: messages"]),
    );
    const steps = traceEvents.filter(({ ph, tid }) => ph === "X" && tid === rows.get("controller: shop"));
    expect(steps.filter(({ name }) => name === "boot")).toHaveLength(2);
  });

  test("refuses a format that it does not know", async () => {
    const { understudy, path } = twoCrashes();
    const { status, stderr } = await understudy("run", "s.yaml", "--trace", "--trace-format", "svg", "--out", "o");
    expect(status).toBe(2);
    expect(stderr).toContain("Allowed choices are jsonl, chrome");
    expect(existsSync(path("o"))).toBe(false);
  });
});

describe("understudy explain", () => {
  test.each([
    ["--json", "--mermaid"],
    ["--json", "--everything"],
    ["--json", "--full"],
    ["--mermaid", "--full"],
    ["--everything", "--mermaid"],
    ["--everything", "--full"],
  ])("refuses %s beside %s, of which one would win silently", async (one, other) => {
    const { understudy } = twoCrashes();
    const { status, stdout, stderr } = await understudy("explain", "s.yaml", one, other);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/cannot be used with option/);
  });

  test("tells all incidents of a run, or the one that is asked for", async () => {
    const { understudy } = twoCrashes();
    const all = await understudy("explain", "s.yaml");
    expect(all.status).toBe(0);
    expect(all.stdout).toMatch(/^Incident 1: crash web-1; shop was down [^]*^Incident 2: crash web-2; shop was down /m);
    const second = await understudy("explain", "s.yaml", "--incident", "2");
    expect(second.stdout).toContain("Incident 2: crash web-2");
    expect(second.stdout).toContain("web-1 took over from web-2");
    expect(second.stdout).not.toContain("Incident 1");
    const entries = async (...args: string[]) =>
      JSON.parse((await understudy("explain", "s.yaml", "--json", ...args)).stdout) as readonly unknown[];
    const [whole, part] = [await entries(), await entries("--incident", "2")];
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(whole.length);
    expect(whole).toEqual(expect.arrayContaining([...part]));
    const third = await understudy("explain", "s.yaml", "--incident", "3");
    expect(third).toMatchObject({ status: 2, stderr: expect.stringContaining("only 2 incidents") as string });
  });

  test("draws a sequence diagram in which everybody who says something takes part", async () => {
    const { understudy } = twoCrashes();
    const { status, stdout } = await understudy("explain", "s.yaml", "--mermaid", "--incident", "1");
    expect(status).toBe(0);
    const [first, ...lines] = stdout.trimEnd().split("\n");
    expect(first).toBe("sequenceDiagram");
    const taking = lines.flatMap((line) => /^ {2}participant (p\d+) as .+$/.exec(line)?.[1] ?? []);
    const saying = lines.filter((line) => !line.startsWith("  participant "));
    for (const line of saying) {
      const names = /^ {2}(?:Note over (p\d+)(?:,(p\d+))?|(p\d+)(?:->>|-->>|-x)(p\d+)): \S/.exec(line);
      expect(names, line).not.toBeNull();
      for (const name of names!.slice(1)) if (name !== undefined) expect(taking).toContain(name);
    }
    expect(stdout).toContain("incident 1, shop, from 01:00:00");
    expect(stdout).not.toContain("incident 2");
    expect(stdout).toMatch(/p\d+->>p\d+: \+.* boot/);
  });
});

describe("understudy check --topology", () => {
  test("draws what the scenario is made of, and so does the report of a run", async () => {
    const { understudy, read } = twoCrashes({ charts: true });
    const { status } = await understudy("check", "s.yaml", "--topology", "pictures/s.svg");
    expect(status).toBe(0);
    const picture = read("pictures/s.svg");
    for (const name of ["shop", "director-1", "lan", "web-1", "web-2", "relay-1", "relay-2", "shop-data", "fc-1"]) {
      expect(picture.replaceAll("&#45;", "-")).toContain(name);
    }
    await understudy("run", "s.yaml", "--out", "o");
    expect(read("o/topology.svg")).toBe(picture);
  });
});

describe("understudy report --chart", () => {
  test("draws a chart as PNG or as SVG from the results of a run", async () => {
    const { understudy, read, path } = twoCrashes();
    await understudy("run", "s.yaml", "--out", "o");
    const png = await understudy("report", "o", "--chart", "takeover-timeline", "--format", "png");
    expect(png).toMatchObject({ status: 0, stdout: "o/takeover-timeline.png\n" });
    expect(read("o/takeover-timeline.png").slice(1, 4)).toBe("PNG");
    const svg = await understudy("report", "o", "--chart", "load", "--format", "svg");
    expect(svg).toMatchObject({ status: 0, stdout: "o/load.svg\n" });
    expect(read("o/load.svg")).toContain('width="960"');
    expect(existsSync(path("o/takeover-timeline.svg"))).toBe(false);
  });
});
