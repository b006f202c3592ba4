/** A failover set of many members starts cold, loses a tenth of them and heals: its cost grows as the messages that its protocol needs. */
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

const NETWORKS = 2;
const SECONDS = 180;

function scenarioFor(size: number): string {
  const names = Array.from({ length: size }, (_, i) => `mc-${i + 1}`);
  const lost = names.filter((_, i) => i % 10 === 0);
  return `
name: many
duration: ${SECONDS}s
seed: 1
networks: { eth: { latency: 500us }, fc: { latency: 100us } }
storage-servers:
  ss-1:
    form: chassis
    networks: [eth, fc]
    supplies: [psu-1]
    control: { ${names.map((name, i) => `${name}: { priority: ${i + 1} }`).join(", ")} }
failover-sets: { sets: { control: { of: [${names.join(", ")}] } } }
policies: { quorum: { failover-sets: { every: 1s } } }
faults:
${lost.map((name) => `  - { at: 60s, part-failure: ${name}, cured-by: restart }`).join("\n")}
`;
}

/**
 * Docs, "Messages": 2nk for each health interval, for each change, and for each of two rounds of an election; 16nk for a round
 * of a start. Of each that is lost there are two changes (it has failed, it is back), of a Primary and its Secondary one each.
 */
function messagesOf(size: number): number {
  const changes = 2 * (size / 10) + 2 * 2;
  return 2 * size * NETWORKS * (SECONDS + changes + 2 * 2) + 16 * size * NETWORKS;
}

test.each([100, 200, 400])("%i members cost what they have to say to each other, and nothing beside", (size) => {
  const scenario = scenarioOf(scenarioFor(size));
  const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false });
  expect(result.measures["control.takeovers"]).toBe(1);
  expect(result.measures["control.diverged.end"]).toBe(0);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  const ratio = result.eventsExecuted / messagesOf(size);
  // Self-tests, restarts and looks at parts come to less than a fourth.
  expect(ratio).toBeGreaterThan(0.75);
  expect(ratio).toBeLessThan(1.25);
});
