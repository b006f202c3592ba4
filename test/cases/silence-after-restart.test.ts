// One agent reports on several hosts. A controller that starts anew expects reports on all of them as soon as it hears one.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { decodeScenario } from "../../src/scenario/index.js";

const url = new URL("../../scenarios/site-failover/corners/agent-of-a-site.yaml", import.meta.url);

/** The agent of web-3 reports on web-1, which serves, and on others; the controller is away from 2 min to 4 min. */
function run(watches: string, crash: string) {
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const [head] = readFileSync(url, "utf8").split("\nhosts:");
  const text = `${head}
hosts: { web-3: { power: on } }
agents: { web-1: null, web-2: null, web-3: { watches: [${watches}] } }
faults:
  - { at: 2min, controller-failure: controller, for: 2min }
${crash}
`;
  const { scenario, problems } = decodeScenario(text, "case.yaml", { read });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return [true, false].map((everyEvent) => {
    const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false, everyEvent });
    return result.incidents.map(({ service, detectedSeconds }) => `${service}: ${Math.round(detectedSeconds ?? -1)} s`);
  });
}

const CRASH = "  - { at: 3min, crash: web-1, repair: 20min }";

test.each([["web-1, web-2, web-3"], ["web-1, web-3"]])(
  "a host that died while the controller was away is missed: %s",
  (watches) => {
    // The first report comes at 4 min; three that are missed are 3 s.
    const [every, some] = run(watches, CRASH);
    expect(every).toEqual(["shop: 243 s"]);
    expect(some).toEqual(every);
  },
);

test("where the agent died too its silence proves nothing of the others", () => {
  const [every, some] = run("web-1, web-3", "  - { at: 3min, agent-crash: web-3, repair: 20min }");
  expect(every).toEqual([]);
  expect(some).toEqual(every);
});
