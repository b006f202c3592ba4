// Hosts of different makes: what moves, what is converted, who is no stand-in, with times worked out by hand.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";

async function load(name: string, settings: readonly Setting[] = []) {
  const file = fileURLToPath(
    new URL(`../../scenarios/${name.includes("/") ? name : `site-failover/makes/${name}`}.yaml`, import.meta.url),
  );
  const { scenario, problems } = await readScenario(file, { settings });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

async function run(name: string, settings: readonly Setting[] = []) {
  const scenario = await load(name, settings);
  return runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
}

/** Who may stand in for the only service, what each step of it should take, and why others may not. */
async function planned(name: string, settings: readonly Setting[] = []) {
  const scenario = await load(name, settings);
  const [move] = planOf(scenario, scenario.policies[0]!).moves;
  const { to, excluded, steps } = move!;
  return {
    to,
    why: excluded.map(({ why }) => why),
    seconds: (step: string) => steps.find((each) => each.name === step)!.expectedMicros! / 1e6,
  };
}

const NO_PROGRAMS: Setting = {
  path: "transformations",
  value: "[{ of: data, from: solaris, to: windows-nt, rate: 100MB/s }]",
};

describe("programs for another operating system", () => {
  test("are converted beside the data: 400 MB at 10 MB/s take longer than 2 GB at 100 MB/s", async () => {
    const { to, seconds } = await planned("programs-transformed");
    expect(to).toBe("web-2");
    expect(seconds("transform")).toBeCloseTo(40, 6);
    const { result } = await run("programs-transformed");
    // Noticed 2.0002 s after the crash; fenced in 8 + 1 + 0.1 + 1 s; relay 1 s, diagnostics 3 s, online 2 s.
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 40 + 6, 6);
  });

  test("that nobody can convert leave a stand-in without its own out, and the plan says why", async () => {
    const { to, why } = await planned("programs-transformed", [NO_PROGRAMS]);
    expect(to).toBeNull();
    expect(why).toEqual(["web-2 has no programs of its own, and shop-programs does not move there"]);
    const { result, detail } = await run("programs-transformed", [NO_PROGRAMS]);
    // Nobody takes over: its own host is back when it was repaired, three minutes later.
    expect(result.incidents).toHaveLength(1);
    expect(detail!.chronicle.some(({ what }) => what.startsWith("takeover of shop from web-1 to web-2"))).toBe(false);
  });

  test("are its own where it has some", async () => {
    const own: Setting = {
      path: "storage",
      value: "{ array-1: { volumes: { spare-programs: { size: 400MB, holds: programs, on: da-2, via: fa-2 } } } }",
    };
    const { to, seconds } = await planned("programs-transformed", [NO_PROGRAMS, own]);
    expect(to).toBe("web-2");
    expect(seconds("transform")).toBeCloseTo(20, 6);
    const { result } = await run("programs-transformed", [NO_PROGRAMS, own]);
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 20 + 6, 6);
  });
});

describe("a stand-in that keeps its own operating system", () => {
  const PARTS = "policies.own-system.failover.parts";

  test("is compared in what moves alone: 2.4 GB at 200 MB/s are copied", async () => {
    const { to, seconds } = await planned("own-system-kept");
    expect(to).toBe("web-2");
    expect(seconds("replicate")).toBeCloseTo(12, 6);
    const { result } = await run("own-system-kept");
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 12 + 6, 6);
  });

  test.each([
    ["[system, programs, data]", "no transformation of system from sun-4x, solaris-2.6, oracle-7.3.4"],
    ["[programs]", "shop-data does not move, and nobody serves without it"],
  ])("is none for %s", async (parts, why) => {
    const plan = await planned("own-system-kept", [{ path: PARTS, value: parts }]);
    expect(plan.to).toBeNull();
    expect(plan.why[0]).toContain(why);
  });
});

describe("hosts whose hardware is recorded in parts", () => {
  const WEB_2 = "hosts.web-2.platform.processors.number";

  test("are told apart by the part: 2.4 GB are copied at 200 MB/s, and a system of 1 GB is converted at 50 MB/s", async () => {
    const { to, why, seconds } = await planned("recorded-in-parts");
    expect(to).toBe("web-3");
    expect(why).toHaveLength(1);
    expect(why[0]).toContain("they differ in processors (1 ultrasparc-2, there 4 ultrasparc-2)");
    expect([seconds("replicate"), seconds("transform")]).toEqual([12, 20]);
    const { result } = await run("recorded-in-parts");
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 12 + 20 + 6, 6);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  test("that do not differ there are alike: 3.4 GB are copied at 200 MB/s", async () => {
    const { to } = await planned("recorded-in-parts", [{ path: WEB_2, value: "1" }]);
    expect(to).toBe("web-2");
    const { result } = await run("recorded-in-parts", [{ path: WEB_2, value: "1" }]);
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 17 + 6, 6);
  });

  test("are no stand-ins for each other where no conversion is known", async () => {
    const { to, why } = await planned("recorded-in-parts", [{ path: "transformations", value: "[]" }]);
    expect(to).toBeNull();
    expect(why[1]).toContain("they differ in controllers (hme-2.1, there hme-3.0)");
  });
});

describe("data that another operating system uses as it is", () => {
  test("is copied alone, and takes half of what a conversion would: 2 GB at 200 MB/s, and not at 100 MB/s", async () => {
    const { to, seconds } = await planned("usable-as-it-is");
    expect(to).toBe("web-2");
    expect(seconds("replicate")).toBeCloseTo(10, 6);
    const { result } = await run("usable-as-it-is");
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 10 + 6, 6);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    const converted = await planned("usable-as-it-is", [NO_PROGRAMS]);
    expect(converted.seconds("transform")).toBeCloseTo(20, 6);
    expect((await run("usable-as-it-is", [NO_PROGRAMS])).result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(
      2.0002 + 10.1 + 20 + 6,
      6,
    );
  });

  test("goes back as it came, and is read there: the service is up again on its own host", async () => {
    const { result, detail } = await run("usable-as-it-is");
    expect(result.incidents).toHaveLength(2);
    expect(detail!.chronicle.findLast(({ what }) => what.startsWith("up on"))!.what).toBe("up on web-1");
  });

  test("is of no use where nobody says that it is", async () => {
    const { to, why } = await planned("usable-as-it-is", [{ path: "transformations", value: "[]" }]);
    expect(to).toBeNull();
    expect(why[0]).toContain("no transformation of data from sun-4x, solaris-2.6, oracle-7.3.4");
  });

  test("is copied for a helper too, which needs no conversion: 20 GB at 200 MB/s, and not at 50 MB/s", async () => {
    const asIs: readonly Setting[] = [
      { path: "transformations", value: "[{ of: data, from: solaris, to: windows-nt, by: as-is }]" },
    ];
    const { detail } = await run("load-balancing/another-make", asIs);
    const at = (end: string): number => detail!.chronicle.find(({ what }) => what.includes(end))!.atSeconds;
    const took = at("copy to toys-data@nt-1 done") - at("copy from toys-data to toys-data@nt-1");
    // What its host writes meanwhile, 100 kB/s and its orders, goes through the same adapter.
    expect(took).toBeGreaterThan(100 * (1 + 0.1 / 200));
    expect(took).toBeLessThan(100.1);
  });
});

describe("what applications export and import themselves", () => {
  test("is exported by the host as long as it works; what the crash cuts off is of no use, and the export before is imported", async () => {
    const { result, detail } = await run("exported");
    const told = detail!.chronicle.filter(({ actor }) => actor === "shop-data").map(({ what }) => what);
    expect(told.filter((what) => what.startsWith("copy from shop-data to"))).toHaveLength(3);
    const brokenOff = detail!.chronicle.filter(({ because }) => because === "web-1 did not work all the time");
    expect(brokenOff.map(({ what }) => what)).toEqual(["copy to shop-data@web-2 failed"]);
    // 2 GB are imported at 50 MB/s.
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 40 + 6, 2);
    // The last whole export holds what was written up to 5 min; the crash was at 10 min 20 s.
    expect(result.incidents[0]!.lostSeconds).toBeGreaterThan(320);
    expect(result.incidents[0]!.lostSeconds).toBeLessThan(323);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  test("is imported by the application: an engine that others use makes it no slower", async () => {
    const engine: Setting = { path: "transformation-engine", value: "{ capacity: 1MB/s }" };
    const other: Setting = {
      path: "transformations",
      value: `[{ of: data, from: oracle, to: sql-server, rate: 50MB/s, by: export-import },
        { of: programs, from: solaris, to: windows-nt, rate: 1MB/s }]`,
    };
    const { seconds } = await planned("exported", [engine, other]);
    expect(seconds("import")).toBeCloseTo(40, 6);
    const { result } = await run("exported", [engine, other]);
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 40 + 6, 2);
  });

  test("is not converted by the engine once the host has failed", async () => {
    const engine: Setting = { path: "policies.exported.failover.data", value: "[transform]" };
    const { to, why } = await planned("exported", [engine]);
    expect(to).toBeNull();
    expect(why).toEqual(["shop-data is converted by export and import, and what has failed exports nothing"]);
  });
});

describe("helpers of other makes", () => {
  const BY = "policies.converted.balancing.data.by";

  test("get the data converted: 20 GB at 50 MB/s, and read it as long as they help", async () => {
    const { result, detail } = await run("load-balancing/another-make");
    const at = (end: string): number => detail!.chronicle.find(({ what }) => what.includes(end))!.atSeconds;
    expect(at("step transform done") - at("step transform (1330) begins")).toBeCloseTo(400, 6);
    // It helps until the evening ends, which nobody could with what he cannot read.
    expect(result.measures["toys.availability.requests"]).toBeGreaterThan(0.95);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  test("that could not read it are named beforehand, and nothing is copied for them", async () => {
    const { to, why } = await planned("load-balancing/another-make");
    expect(to).toBe("nt-1");
    expect(why).toEqual([
      "no transformation of data from sun-4x, solaris-2.6, oracle-7.3.4 to vax, openvms-7.1, oracle-7.3.4 is known",
    ]);
    const { detail } = await run("load-balancing/another-make");
    expect(detail!.chronicle.some(({ actor, what }) => actor === "vms-1" && what.startsWith("diagnostics"))).toBe(
      false,
    );
  });

  test("are none where applications would have to export for them", async () => {
    const exported: Setting = { path: "transformations.0.by", value: "export-import" };
    const { to, why } = await planned("load-balancing/another-make", [exported]);
    expect(to).toBeNull();
    expect(why[1]).toBe(
      "toys-data is converted by export and import, and no helper waits for an application to export it",
    );
  });

  test("are none where the policy converts nothing", async () => {
    const copied: Setting = { path: BY, value: "[copy]" };
    const { to, why } = await planned("load-balancing/another-make", [copied]);
    expect(to).toBeNull();
    expect(why[1]).toBe("toys-data must be transformed for nt-1, and the policy has no way to do that");
    const { result } = await run("load-balancing/another-make", [copied]);
    expect(result.measures["toys.availability.requests"]).toBeLessThan(0.9);
    expect(result.measures["storage.copied"] ?? 0).toBe(0);
  });
});

describe("data that was converted for a host that cannot start", () => {
  const CASE = "../test/cases/converted-in-vain";
  const violated = ({ invariants }: Awaited<ReturnType<typeof run>>["result"]) =>
    invariants.filter(({ violations }) => violations > 0);

  test("is given up for what it was made of, where somebody needs no conversion of that", async () => {
    const { result, detail } = await run(CASE);
    // Noticed and fenced as ever, 20 s for the conversion, 6 s for a boot in vain, 5 s later 15 s for both copies, 6 s.
    expect(result.incidents.map(({ recoveryTimeSeconds }) => recoveryTimeSeconds)).toEqual([64.1006]);
    expect(detail!.takeovers.map(({ to }) => to)).toEqual(["web-2", "web-3"]);
    expect(violated(result)).toEqual([]);
  });

  test("is not converted back for its own host when that was repaired: it has its data still", async () => {
    const { result, detail } = await run(CASE, [
      { path: "policies.p.failover.stand-ins", value: "[web-2]" },
      { path: "faults.1.repair", value: "3min" },
    ]);
    expect(detail!.takeovers.at(-1)).toMatchObject({ to: "web-1", result: "done" });
    expect(result.incidents).toHaveLength(1);
    // Repaired after 180 s; some orders and a boot later it serves.
    expect(result.incidents[0]!.recoveryTimeSeconds).toBeLessThan(200);
    expect(violated(result)).toEqual([]);
  });

  test("nor where its own host is only tried for want of a fit one: it has all that it had, and loses nothing", async () => {
    const BACK = "{ of: data, from: windows-nt, to: solaris, rate: 100MB/s }";
    const { result, detail } = await run(CASE, [
      { path: "policies.p.failover.stand-ins", value: "[web-2]" },
      { path: "policies.p.failover.data", value: "[copy, backup+transform]" },
      { path: "storage.array-1.volumes.shop-data.backup", value: "{ every: 100s, bandwidth: 100MB/s }" },
      { path: "transformations", value: `[{ of: data, from: solaris, to: windows-nt, rate: 100MB/s }, ${BACK}]` },
      { path: "faults.1", value: "{ at: 110s, agent-crash: web-1, repair: 30min }" },
    ]);
    expect(detail!.takeovers.at(-1)).toMatchObject({ to: "web-1", result: "done" });
    // The last backup is that of 100 s: what was written in the ten seconds after it is on the original only.
    expect(result.losses.map(({ writes }) => writes)).toEqual([]);
    expect(violated(result)).toEqual([]);
  });

  test("is kept where nobody else could go on with anything", async () => {
    const { result, detail } = await run(CASE, [
      { path: "policies.p.failover.stand-ins", value: "[web-2]" },
      { path: "faults.1.repair", value: "2h" },
    ]);
    const begun = detail!.chronicle.filter(({ what }) => what.includes("shop-data@web-2 begins"));
    expect(begun).toHaveLength(1);
    expect(violated(result)).toEqual([]);
  });
});
