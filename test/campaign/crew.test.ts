import { expect, test } from "vitest";
import { work } from "../../campaign/crew.js";
import { Plan } from "../../campaign/plan.js";
import { hunts } from "./some-hunts.js";

const registry = new URL("./some-hunts.ts", import.meta.url);

test("what is found is told, and so is who throws, hangs or dies; the rest is tried all the same", async () => {
  const plan = new Plan(hunts, { kind: "fixed" });
  const told = new Map<number, string>();
  const found = ({ seed }: { readonly seed: number }, what: string): Promise<void> => {
    told.set(seed, what);
    return Promise.resolve();
  };
  await work(plan, { jobs: 1, enough: new AbortController().signal, found, registry });
  expect([...told]).toEqual([
    [1, "a fault"],
    [2, expect.stringMatching(/^Error: a defect\n {4}at /)],
    [3, "has not ended after 3 s"],
    [4, "the process ended by 3: "],
  ]);
  expect(plan.progress[0]).toMatchObject({ begun: 6, found: 4 });
});

test("nothing is begun when there was enough", async () => {
  const plan = new Plan(hunts, { kind: "fixed" });
  await work(plan, { jobs: 2, enough: AbortSignal.abort(), found: () => Promise.resolve(), registry });
  expect(plan.progress[0]!.begun).toBe(0);
});
