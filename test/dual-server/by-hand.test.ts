// How long a task takes, worked out by hand: latencies of networks, storing, execution; to the microsecond.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { decodeScenario } from "../../src/scenario/index.js";

const folder = new URL("../../scenarios/dual-server/", import.meta.url);

test("a task takes the ways there and back, storing who asked and that it is done, and its execution", () => {
  const read = (path: string) => readFileSync(new URL(path, folder), "utf8");
  const { scenario } = decodeScenario(read("two-consoles.yaml"), "two-consoles.yaml", { read });
  const { measures } = runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false }).result;
  // Within site A: 1 ms to the server and 1 ms to the agent; 5 ms for each of the two stores.
  expect(measures["ops.answer.max"]).toBeCloseTo(2 * (0.001 + 0.001) + 2 * 0.005 + 20, 6);
  // From site B: 1 ms to its server, which is 1 + 10 + 1 ms from the cluster.
  expect(measures["ops-b.answer.max"]).toBeCloseTo(2 * (0.001 + 0.012) + 2 * 0.005 + 1, 6);
});
