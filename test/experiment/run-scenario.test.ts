import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comparePolicies,
  decodeText,
  explainReplication,
  InputError,
  readScenario,
  runReplication,
  runScenario,
  scenarioText,
  ScenarioError,
  sweep,
  type Executor,
} from "../../src/experiment/index.js";
import { runBatch } from "../../src/experiment/batch.js";
import { runReplications } from "../../src/experiment/run-replications.js";
import { Tally } from "../../src/stats/index.js";
import { smallScenario } from "./small-scenario.js";

const SOURCE = scenarioText(smallScenario());

describe("a run of replications", () => {
  test("is what single replications give, and its means are theirs", async () => {
    const { scenario } = decodeText(SOURCE);
    const summary = await runScenario(SOURCE, { policies: ["quick"], replications: 8 });
    const [policy] = summary.policies;
    expect(policy!.replicationsRun).toBe(8);
    const single = runReplication(scenario, scenario.policies[0]!, 5, { detail: false });
    expect(policy!.replications[5]).toEqual(single.result);
    expect((await explainReplication(SOURCE, "quick", 5)).policies[0]!.replications).toEqual([single.result]);
    for (const { key, mean, count } of policy!.measures) {
      const values = policy!.replications.flatMap(({ measures }) => measures[key] ?? []);
      expect(count).toBe(values.length);
      if (count > 0) expect(mean).toBe(Tally.of(values).mean);
    }
    expect(new Set(policy!.replications.map(({ digest }) => digest.schedule)).size).toBe(8);
  });

  test("reaches no precision where nothing is measured that could be precise, and waits for none", async () => {
    const idle = scenarioText("name: idle\nduration: 1h\nnetworks: { lan: {} }\nhosts: { web-1: { network: lan } }\n");
    const goal = { relative: 0.05, measures: [], maximum: 1000 };
    const { policies } = await runScenario(idle, { replications: 3, precision: goal });
    expect(policies[0]).toMatchObject({ replicationsRun: 3, precision: { asked: 0.05, held: false, measures: [] } });
    const named = { ...goal, measures: ["hosts.hours"] };
    const { policies: measured } = await runScenario(idle, { precision: named });
    expect(measured[0]).toMatchObject({ replicationsRun: 10, precision: { held: true } });
  });

  test("ends early when it is told to, in whole replications", async () => {
    const controller = new AbortController();
    let heard = 0;
    const summary = await runScenario(SOURCE, {
      replications: 100_000,
      policies: ["quick"],
      signal: controller.signal,
      replicated: () => {
        if (++heard === 30) controller.abort();
      },
    });
    expect(summary.partial).toBe(true);
    expect(summary.policies[0]!.replicationsRun).toBe(heard);
    expect(heard).toBeGreaterThanOrEqual(30);
  });

  test("refuses policies that are not there, and scenarios that are wrong", async () => {
    await expect(runScenario(SOURCE, { policies: ["nothing"] })).rejects.toThrow("has no policy nothing");
    await expect(runScenario(scenarioText("name: x"))).rejects.toThrow(ScenarioError);
    const late = { ...scenarioText(smallScenario().replace("seed: 7", "seed: 7\nwarm-up: 1h")), duration: 1_000_000 };
    await expect(runScenario(late)).rejects.toThrow(InputError);
    await expect(comparePolicies(SOURCE, { policies: ["quick"] })).rejects.toThrow("a comparison takes two");
  });
});

describe("replications in batches", () => {
  /** Executes batches in this thread, each after as many turns of the event loop as the list says. */
  function tardy(width: number, turns: readonly number[]): Executor {
    let next = 0;
    return {
      width,
      batchMilliseconds: 3,
      run: async (batch) => {
        for (let turn = turns[next++ % turns.length]!; turn > 0; turn--) await new Promise(setImmediate);
        return runBatch(batch);
      },
      close: async () => {},
    };
  }

  test("are handed on in their order, each once, however late they come back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 7 }),
        async (width, turns, count, first) => {
          const seen: number[] = [];
          const arm = { scenario: SOURCE, policy: "nobody", everyEvent: false };
          await runReplications(tardy(width, turns), arm, { first, count }, ({ result }) =>
            seen.push(result.replication),
          );
          expect(seen).toEqual(Array.from({ length: count }, (_, index) => first + index));
        },
      ),
      { numRuns: 12 },
    );
  });

  test("throw what the program itself got wrong, with the place, after what went before", async () => {
    const failing: Executor = {
      width: 1,
      batchMilliseconds: 1,
      run: async (batch) => {
        if (batch.first < 3) return runBatch(batch);
        const where = { seed: "7", policy: "nobody", replication: 3, atSeconds: 12 };
        return { outcomes: [], milliseconds: 1, failure: { message: "a defect", where, stack: "", isInput: false } };
      },
      close: async () => {},
    };
    let seen = 0;
    const run = runReplications(
      failing,
      { scenario: SOURCE, policy: "nobody", everyEvent: false },
      { first: 0, count: 9 },
      () => (seen += 1),
    );
    await expect(run).rejects.toThrow("a defect (seed 7, policy nobody, replication 3, at 12 s)");
    expect(seen).toBeLessThan(9);
  });
});

describe("a sweep", () => {
  test("has every combination once, the last parameter fastest, and equals single runs", async () => {
    const parameters = [
      { path: "hosts.web-1.flush", values: ["1s", "5s"] },
      { path: "agents.web-1.report", values: ["10s", "20s", "30s"] },
    ];
    const { points } = await sweep(SOURCE, { parameters, policies: ["quick"], replications: 3 });
    expect(points.map(({ values }) => values.join(" "))).toEqual([
      "1s 10s",
      "1s 20s",
      "1s 30s",
      "5s 10s",
      "5s 20s",
      "5s 30s",
    ]);
    const settings = [
      { path: "hosts.web-1.flush", value: "5s" },
      { path: "agents.web-1.report", value: "20s" },
    ];
    const single = await runScenario({ ...SOURCE, settings }, { policies: ["quick"], replications: 3 });
    expect(points[4]!.digest).toBe(single.scenario.digest);
    expect(points[4]!.policies[0]!.measures).toEqual(single.policies[0]!.measures.filter(({ count }) => count > 0));
  });
});

test("a scenario that was read from its file is not decoded once more to be run", async () => {
  const { source, scenario } = await readScenario("a-name.yaml", { text: smallScenario(), seed: "seven" });
  const decoded = decodeText(source).scenario;
  expect(decoded.world).toBe(scenario!.world);
  expect(decoded.seed).toBe("seven");
});
