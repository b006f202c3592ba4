import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/run-replication.js";
import { decodeText, scenarioText } from "../../src/experiment/scenario-text.js";

/** One host that is repaired in a time that is drawn. */
const TEXT = `name: pairs
duration: 2000s
networks: { lan: { latency: 0s } }
hosts: { host-1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } } }
services: { shop: { runs-on: host-1 } }
policies: { repair-only: none }
faults: [{ at: 100s, crash: host-1, repair: "uniform(0s, 1000s)" }]
`;

test("every other replication is the mirror image of the one before: what was lucky there is not here", () => {
  const { scenario } = decodeText(scenarioText(TEXT));
  const run = (replication: number, antithetic: boolean) =>
    runReplication(scenario, scenario.policies[0]!, replication, { detail: false, antithetic }).result;
  const down = (replication: number) => 2000 * (1 - run(replication, true).measures["shop.availability"]!);
  for (const pair of [0, 1, 2]) {
    // A uniform duration and its mirror image make 1000 s; each to the microsecond.
    expect(down(2 * pair) + down(2 * pair + 1)).toBeCloseTo(1000, 5);
    expect(run(2 * pair, true).digest).toEqual(run(pair, false).digest);
    expect(run(2 * pair + 1, true).replication).toBe(2 * pair + 1);
  }
});
