// Failover and failback end right where a home is busy, a copy is not whole, or each stand-in needs another way.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";

/** One replication of a case under one of its policies: what invariants found, and what was told of actors. */
async function run(name: string, policy: string, settings: readonly Setting[] = []) {
  const file = fileURLToPath(new URL(`${name}.yaml`, import.meta.url));
  const { scenario, problems } = await readScenario(file, { settings });
  const chosen = scenario?.policies.find((each) => each.name === policy);
  if (scenario === null || chosen === undefined) throw new Error(JSON.stringify(problems));
  const { result, detail } = runReplication(scenario, chosen, 0, { detail: true });
  const chronicle = detail!.chronicle;
  return {
    result,
    chronicle,
    /** Where a service came up, in order. */
    servesAt: (service: string) =>
      chronicle.flatMap(({ actor, what }) => (actor === service && what.startsWith("up on ") ? [what.slice(6)] : [])),
    violated: result.invariants.filter(({ violations }) => violations > 0).map(({ name: invariant }) => invariant),
  };
}

describe("a home that serves somebody else", () => {
  test("is not taken back by order: it is refused with words, and each service has one outage", async () => {
    const { servesAt, chronicle, violated } = await run("r01-home-is-busy", "p");
    expect(servesAt("shop")).toEqual(["A", "C"]);
    expect(servesAt("mail")).toEqual(["B", "A"]);
    const refused = chronicle.filter(({ what }) => what === "refuses to give A its services back");
    expect(refused.map(({ because }) => because)).toEqual(["A serves mail"]);
    expect(violated).toEqual([]);
  });

  test("takes back what is its own when it is free", async () => {
    const { servesAt, violated } = await run("r01-home-is-busy", "auto");
    expect(servesAt("shop")).toEqual(["A", "C", "A"]);
    expect(servesAt("mail")).toEqual(["B", "A", "B"]);
    expect(violated).toEqual([]);
  });
});
