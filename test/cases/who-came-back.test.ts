// Who ended an outage of a pool: the member with which there were enough, or its director; and what the time went on.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";

const pool = (faults: string, policy = "none", more = "") => `
name: pool
duration: 2h30min
networks: { lan: {} }
hosts:
  n{i}: { count: 3, network: lan, boot: { diagnostics: 10s, standalone: 0s, online: 10s }, serves: { rate: 50/s, concurrency: 4 } }
${more}
services:
  api: { runs-on: [n1, n2, n3], needs: 2, director: lb, load: { rate: 20/s, mix: { page: { reads: shareable } } } }
policies: { p: ${policy} }
faults: [${faults}]
`;

async function incidentsOf(text: string) {
  return (await runScenario(scenarioText(text))).policies[0]!.replications[0]!.incidents;
}

const CRASHES = "{ at: 1h, crash: n2, repair: 30min }, { at: 70min, crash: n3, repair: 2h }";

describe("an outage of a pool", () => {
  test("is ended by the member with which enough answer, and nobody held it before", async () => {
    const [incident] = await incidentsOf(pool(CRASHES));
    expect(incident).toMatchObject({ from: null, to: "n2", causes: ["crash n3", "crash n2"] });
  });

  test("is ended by its director where that had failed", async () => {
    const [incident] = await incidentsOf(pool("{ at: 1h, director-failure: lb, for: 10min }"));
    expect(incident).toMatchObject({ from: null, to: "lb", recoveryTimeSeconds: 600 });
  });

  test("that a spare ends went on noticing it and on its coming, and not on the repair", async () => {
    const spare = "  spare: { like: n1, relay: r-9, power: off }";
    const text = pool(
      "{ at: 1h, crash: [n2, n3], repair: 30min }",
      "{ balancing: { static: 3, pool: [spare] } }",
      spare,
    );
    const [incident] = await incidentsOf(text);
    if (incident === undefined) return expect.unreachable("there was an incident");
    expect(incident.to).toBe("spare");
    expect(incident.phases.map(({ phase }) => phase)).toContain("boot");
    expect(incident.phases.map(({ phase }) => phase)).not.toContain("repair");
  });
});
