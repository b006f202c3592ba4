import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Comparison } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace } from "./command.js";

const EXAMPLES = fileURLToPath(new URL("../../examples/policies", import.meta.url));

describe("policies in code", { timeout: 240_000 }, () => {
  test("do not run unless that is allowed, but can be checked", async () => {
    const { understudy, folder } = workplace();
    cpSync(EXAMPLES, folder, { recursive: true });
    const refused = await understudy("run", "watchdog.yaml");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(
      "policy watchdog runs the code of watchdog.ts. If you trust it, add --allow-modules.",
    );
    expect(await understudy("check", "watchdog.yaml")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("watchdog.yaml: ok"),
    });
  });

  test("restart hanging hosts as the example does, on threads, and repeat from the report alone", async () => {
    const { understudy, folder, write } = workplace();
    cpSync(EXAMPLES, folder, { recursive: true });
    const options = ["--allow-modules", "--replications", "6", "--jobs", "2"];
    const { stdout } = await understudy("compare", "watchdog.yaml", "--json", ...options);
    const { measures } = JSON.parse(stdout) as Comparison;
    const means = measures.find(({ key }) => key === "shop.rto.mean")!.samples.map(({ label, mean }) => [label, mean]);
    const { watchdog, nobody } = Object.fromEntries(means) as Record<string, number>;
    // Three to four report intervals of silence, 5 s without power, 1 s per switching at most, 90 s and 60 s to boot.
    expect(watchdog).toBeGreaterThan(3 * 30 + 5 + 150);
    expect(watchdog).toBeLessThan(4 * 30 + 5 + 2 + 150);
    expect(nobody).toBeGreaterThan(3600);
    await understudy("run", "watchdog.yaml", "--policy", "watchdog", ...options, "--out", "o");
    write("watchdog.ts", "gone");
    expect((await understudy("replay", "o")).status).toBe(2);
    expect(await understudy("replay", "o", "--allow-modules")).toMatchObject({ status: 0 });
  });

  test("are told what is wrong with them", async () => {
    const { understudy, write } = workplace({
      "s.yaml": smallScenario({ policies: "  mine: { module: mine.ts }" }),
    });
    const told = async (code: string) => {
      write("mine.ts", code);
      return understudy("run", "s.yaml", "--allow-modules");
    };
    expect(await told("let x: = 1;")).toMatchObject({ status: 2, stderr: expect.stringContaining("mine.ts:1") });
    const empty = await told("export const x = 1;");
    expect(empty.stderr).toContain("export a policy as default: an object with the functions start and step");
    const throwing = await told("export default { start() { throw new Error('not today'); }, step() {} };");
    expect(throwing.stderr).toContain("not today");
    expect(throwing.status).not.toBe(0);
  });

  test("that are not deterministic are found out by replay", async () => {
    const { understudy } = workplace({
      "s.yaml": smallScenario({ policies: "  dice: { module: dice.js }" }),
      "dice.js": `export default {
        start: (config, now) => ({ state: 0, effects: [ring(now + 1000)] }),
        step: (state, input, now) => ({ state, effects: input.kind === "timer"
          ? [ring(now + 60e6 + Math.floor(Math.random() * 1e6))] : [] }),
      };
      const ring = (at) => ({ kind: "set-timer", timer: { kind: "roll", subject: "dice", at } });`,
    });
    await understudy("run", "s.yaml", "--allow-modules", "--out", "o");
    const { status, stdout, stderr } = await understudy("replay", "o", "--allow-modules");
    expect(status, stderr).toBe(1);
    expect(stdout).toContain("is not deterministic");
    // The timer that was set by a die is the second thing that the policy does, a minute and something after the first.
    expect(stdout).toMatch(
      /Two repetitions agree up to [\d.]+ s; their first difference is event ([\d,]+):\n {2}event \1 at 60\.\d+ s: /,
    );
  });
});
