// Traces that are small enough to keep, and the command that reads them.
import { gunzipSync } from "node:zlib";
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace } from "./command.js";

test(
  "a trace can be compressed or cut to what is asked for, and is read by actor, kind and the scenario's clock",
  { timeout: 300_000 },
  async () => {
    const start = "start: 2000-11-20T12:00Z\n";
    const faults = "  - { at: 1h, crash: web-1, repair: 10min }";
    const { understudy, write, path } = workplace();
    // Instants of faults are of the scenario's clock too, which begins at noon.
    write("s.yaml", start + smallScenario({ faults: faults.replace("1h", "0d 13:00") }));
    const run = (...args: string[]) => understudy("run", "s.yaml", "--no-charts", ...args);
    expect(await run("--trace", "--out", "plain")).toMatchObject({ stderr: "" });
    await run("--trace", "--trace-gzip", "--out", "small");
    await run("--trace-only", "FaultInjected", "--trace-only", "relay-1", "--out", "cut");
    const whole = readFileSync(path("plain/trace.jsonl"), "utf8");
    expect(gunzipSync(readFileSync(path("small/trace.jsonl.gz"))).toString()).toBe(whole);
    expect(statSync(path("small/trace.jsonl.gz")).size).toBeLessThan(statSync(path("plain/trace.jsonl")).size / 5);
    const wanted = whole.split("\n").filter((line) => /"kind":"FaultInjected"|"relay-1"/.test(line));
    expect(readFileSync(path("cut/trace.jsonl"), "utf8").trimEnd().split("\n")).toEqual(wanted);

    const read = (...args: string[]) => understudy("trace", "small/trace.jsonl.gz", ...args);
    const hour = await read("--actor", "web-1", "--from", "12:59", "--to", "0d 13:00", "--kind", "HostHealthChanged");
    expect(hour.stdout.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^0d 13:00:00\.000000 {2}HostHealthChanged {4}host=web-1 .*to=failed/),
    ]);
    const last = await read("--from", "5h59m59s", "--json");
    expect(whole).toContain(last.stdout.split("\n")[0]);
    expect(await read("--from", "noon")).toMatchObject({ status: 2, stderr: expect.stringContaining("--from noon") });
    for (const [args, told] of [
      [
        ["--kind", "hosthealthchanged"],
        "hosthealthchanged: there is no such kind of entry in small/trace.jsonl.gz; did you mean HostHealthChanged?",
      ],
      [["--actor", "web9"], "web9: there is no such name in small/trace.jsonl.gz; there are web-1, "],
      [["--actor", "web9", "--to", "1s"], "web9: there is no such name"],
      [["--from", "25:99"], "--from 25:99: write a time of the run"],
      [["--from", "1h", "--to", "2m"], "--to 2m: is before --from 1h"],
    ] as const) {
      expect(await read(...args)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(told) });
    }
    // What is there at another time is no slip.
    expect(await read("--actor", "web-1", "--kind", "FaultInjected", "--to", "1s")).toMatchObject({
      ...{ status: 0, stdout: "", stderr: expect.stringContaining("no entry is all that is asked for") },
    });
    const ofFolder = await understudy("trace", "small", "--kind", "FaultInjected");
    expect(ofFolder).toEqual(await read("--kind", "FaultInjected"));
    expect(ofFolder.stdout).toContain("FaultInjected");
    expect(await understudy("trace", ".")).toMatchObject({ status: 2, stderr: expect.stringContaining("no trace") });
    expect((await run("--trace-only", "FaultInjectd", "--out", "none")).stderr).toContain("FaultInjectd: no entry");
    expect(await understudy("trace", "s.yaml")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("is no trace"),
    });
  },
);
