// One host of the pool that helps two services at once: when each gets it, and that it goes on for the one when the other gives it back.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";

async function read(settings: readonly Setting[] = []) {
  const file = fileURLToPath(new URL("../../scenarios/load-balancing/one-helper-for-two-sites.yaml", import.meta.url));
  return readScenario(file, { settings });
}

async function run(name: string) {
  const { scenario } = await read();
  const policy = scenario!.policies.find((each) => each.name === name)!;
  const { result, detail } = runReplication(scenario!, policy, 0, { detail: true });
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  const came = detail!.chronicle.filter(({ what }) => /^spare helps with \w+: done$/.test(what));
  return { result, came: came.map(({ what, atSeconds }) => [what.split(" ")[3], Math.floor(atSeconds / 60)]) };
}

test("it helps whoever asks, as long as both are busy it helps both, and each gives it back by itself", async () => {
  const { came, result } = await run("both-at-once");
  // Busy from 10:00 and from 13:00: ten minutes above the threshold and a copy of 20 GB at 200 MB/s later.
  expect(came).toEqual([
    ["bread:", 132],
    ["toys:", 312],
  ]);
  expect(result.invariants.find(({ name }) => name === "others-are-still-helped")!.atStake).toBeGreaterThan(0);
});

test("one at a time: who asks second waits until the first has given it back", async () => {
  const { came } = await run("one-at-a-time");
  expect(came[0]).toEqual(["bread:", 132]);
  // The first is busy up to 16:00, and gives it back twenty minutes later.
  expect(came[1]![0]).toBe("toys:");
  expect(came[1]![1]).toBeGreaterThanOrEqual(8 * 60 + 20);
});

test("a helper that starts from the system of one service cannot help another beside it", async () => {
  const { problems } = await read([{ path: "policies.both-at-once.balancing.data", value: "{ by: [copy] }" }]);
  expect(problems.map(({ message }) => message)).toContain(
    "a helper that starts from the system of one service cannot help another beside it",
  );
});

test("with one service there is nobody else to help", async () => {
  const { problems } = await read([{ path: "policies.both-at-once.balancing.services", value: "[toys]" }]);
  expect(problems.map(({ message }) => message).join()).toContain("no host could help more than one service");
});
