import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Comparison, Summary } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace } from "./command.js";

const EXAMPLES = fileURLToPath(new URL("../../examples/policies", import.meta.url));

/** Code that is given is loaded into the process, and what it throws is told by the lines that Node names. */
const APART = { processes: true };

describe("policies in code", { timeout: 240_000 }, () => {
  test("do not run unless that is allowed, but can be checked", async () => {
    const { understudy, folder } = workplace({}, APART);
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
    const { understudy, folder, write } = workplace({}, APART);
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

  test("are told what is wrong with them, with the line that they wrote, and it is never a defect of the program", async () => {
    const { understudy, write } = workplace(
      {
        "s.yaml": smallScenario({ policies: "  mine: { module: mine.ts }" }),
      },
      APART,
    );
    const told = async (code: string, ...options: string[]) => {
      write("mine.ts", code);
      const { status, stderr } = await understudy("run", "s.yaml", "--allow-modules", "--no-charts", ...options);
      expect(stderr).not.toMatch(/defect|base64/);
      expect(status, stderr).toBe(2);
      return stderr;
    };
    expect(await told("let x: = 1;")).toContain("mine.ts:1");
    expect(await told("export const x = 1;")).toContain(
      "mine.ts: export a policy as default: an object with the functions start and step",
    );
    const throwing = `
      interface State { readonly count: number }
      function fail(state: State): never { throw new Error("not today"); }
      export default {
        start: (config: unknown, now: number) => ({ state: { count: 0 }, effects: [] }),
        step: (state: State) => fail(state),
      };`;
    const fails =
      /^mine.ts:3:50: Error: not today\n {2}at fail \(mine.ts:3:50\)\n {2}at \S+ \(mine.ts:6:33\)\n {2}in replication 0, (?:\d+ [a-zµ]+ )?[\d.]+ [a-zµ]+ after its beginning/;
    expect(await told(throwing)).toMatch(fails);
    expect(await told(throwing, "--replications", "4", "--jobs", "2")).toMatch(fails);
    expect(await told("throw new TypeError('at once');")).toMatch(/^mine.ts:1:7: TypeError: at once/);
    expect(await told("export default { start: () => undefined, step() {} };")).toContain("start gives no turn");
    const asks = "{ kind: 'act', id: 1, action: { kind: 'dance' }, because: { rule: 'agreed' } }";
    expect(await told(`export default { start: () => ({ state: 0, effects: [${asks}] }), step() {} };`)).toMatch(
      /^mine.ts: what it asked for cannot be done: .*\nIt asked for\n {2}\{"kind":"act","id":1,"action":\{"kind":"dance"\}/,
    );
  });

  test("may wrap a machine of the house, which goes on doing its work", async () => {
    const { understudy } = workplace(
      {
        "s.yaml": smallScenario({
          policies:
            "  quick: { failover: { preset: 2A, data: [split-mirror, copy] } }\n  mine: { module: mine.ts, failover: { preset: 2A, data: [split-mirror, copy] } }",
        }),
        "mine.ts": `import { failoverController, type FailoverConfig, type Input } from "understudy-sim/control";
        type State = ReturnType<typeof failoverController.start>["state"];
        export default {
          ...failoverController,
          step: (state: State, input: Input, now: number) => failoverController.step(state, input, now),
        } satisfies typeof failoverController;`,
      },
      APART,
    );
    const { stdout, stderr } = await understudy(
      ...["run", "s.yaml", "--policy", "all", "--allow-modules", "--no-charts", "--no-progress", "--json"],
    );
    expect(stderr).toBe("");
    const { policies } = JSON.parse(stdout) as Summary;
    const [quick, mine] = policies.map(({ replications }) => replications[0]!);
    expect(mine!.incidents.length).toBeGreaterThan(0);
    expect(mine!.incidents.map(({ phases }) => phases)).toEqual(quick!.incidents.map(({ phases }) => phases));
  });

  test("that are not deterministic are found out by replay", async () => {
    const { understudy } = workplace(
      {
        "s.yaml": smallScenario({ policies: "  dice: { module: dice.js }" }),
        "dice.js": `export default {
        start: (config, now) => ({ state: 0, effects: [ring(now + 1000)] }),
        step: (state, input, now) => ({ state, effects: input.kind === "timer"
          ? [ring(now + 60e6 + Math.floor(Math.random() * 1e6))] : [] }),
      };
      const ring = (at) => ({ kind: "set-timer", timer: { kind: "roll", subject: "dice", at } });`,
      },
      APART,
    );
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
