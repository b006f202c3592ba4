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

describe("each stand-in has its own plan", () => {
  const W11 = "w11-strategy-by-stand-in";

  test("one that is attached to the second storage system only gets the mirror there", async () => {
    const { result, servesAt, violated } = await run(W11, "p");
    expect(servesAt("s")).toEqual(["a", "b"]);
    expect(result.incidents.map(({ recoveryTimeSeconds }) => Math.round(recoveryTimeSeconds))).toEqual([3 * 60 + 43]);
    expect(violated).toEqual([]);
  });

  const DEAD: Setting = { path: "faults", value: "[{ at: 30min, crash: a }, { at: 30min, power-loss: san-a }]" };
  const LINKS: Setting = { path: "links", value: "{ fc-1: {}, fc-2: {}, fc-3: {} }" };
  const PORTS: Setting = { path: "storage.san-a.port-adapters", value: "[pa-1, pa-2]" };
  const BOTH: Setting = {
    path: "hosts.b.storage",
    value: "{ san-a: { link: fc-3, port: pa-2 }, san-b: { link: fc-2, port: pb-1 } }",
  };

  test.each([
    ["the second only", [DEAD]],
    ["both", [DEAD, LINKS, PORTS, BOTH]],
  ])("a dead storage system is not waited for by a stand-in that is attached to %s", async (_, settings) => {
    const { servesAt, result } = await run(W11, "p", settings);
    expect(servesAt("s")).toEqual(["a", "b"]);
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeLessThan(5 * 60);
  });

  test("or what is to be done for it is said by its name", async () => {
    const named: Setting = { path: "policies.p.failover.data", value: "{ b: [remote-mirror], a: [reassign, copy] }" };
    const { servesAt, violated } = await run(W11, "p", [named]);
    expect(servesAt("s")).toEqual(["a", "b"]);
    expect(violated).toEqual([]);
  });

  test("a host that nothing can be brought to never stands in: the repair is waited for", async () => {
    const { servesAt } = await run(W11, "p", [{ path: "policies.p.failover.data", value: "{ b: [reassign] }" }]);
    expect(servesAt("s")).toEqual(["a", "a"]);
  });
});

describe("the last good copy is kept", () => {
  const R02 = "r02-last-good-copy";

  test("nobody is displaced in vain for data that is of no use", async () => {
    const { servesAt, result, violated } = await run(R02, "failover");
    expect(servesAt("mail")).toEqual(["web-2"]);
    expect(result.losses).toEqual([]);
    expect(violated).toEqual([]);
  });

  test("a mirror is not put aside while its other half is filled: whoever needs the host waits until that is done", async () => {
    const crash = { path: "faults.1", value: "{ at: 168s, crash: web-1, repair: 5min }" };
    const { servesAt, chronicle, violated } = await run(R02, "failover", [crash]);
    expect(chronicle.some(({ because }) => because?.includes("the disk of mail-data is broken"))).toBe(true);
    expect(servesAt("shop").slice(0, 2)).toEqual(["web-1", "web-2"]);
    expect(servesAt("mail").at(-1)).toBe("web-2");
    expect(violated).toEqual([]);
  });

  test("a disk that is filled while its storage system loses its power is filled anew when that is back", async () => {
    const faults = {
      path: "faults",
      value: `[{ at: 100s, disk-failure: mail-data, repair: 80s }, { at: 185s, power-loss: array-1, repair: 60s }]`,
    };
    const { servesAt, chronicle, violated } = await run(R02, "failover", [faults]);
    const fills = chronicle.flatMap(({ what, atSeconds }) =>
      /mail-data-mirror (is copied )?onto mail-data|disk of mail-data/.test(what)
        ? [`${Math.floor(atSeconds)} ${what}`]
        : [],
    );
    expect(fills).toEqual([]);
    expect(servesAt("mail").at(-1)).toBe("web-2");
    expect(violated).toEqual([]);
  });
});
