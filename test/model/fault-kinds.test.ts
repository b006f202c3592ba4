/** Faults act on the truth; the controller hears of them only by the reports, answers and outcomes that come to it. */
import { describe, expect, test } from "vitest";
import type { WorldSpec } from "../../src/model/index.js";
import { faultKind } from "../../src/scenario/index.js";
import { constant } from "../../src/sim/index.js";
import { HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec, type SmallRun } from "./small-world.js";

interface Blow {
  readonly kind: string;
  readonly target: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly until?: number;
}

/** Runs a world for two hours with these blows, given in seconds. */
function struck(blows: readonly Blow[], spec: WorldSpec = smallSpec(), policy = smallPolicy()): SmallRun {
  const run = smallRun(spec, policy);
  const { world, kernel } = run;
  for (const { kind: name, target, parameters = {}, at, until } of blows) {
    const kind = faultKind(name);
    kernel.schedule(at * SECOND, () => {
      expect(kind.canStrike(world, target, parameters)).toBe(true);
      const cure = kind.strike(world, target, parameters, 0);
      if (until === undefined) return;
      kernel.schedule(until * SECOND, () => {
        cure();
        for (const host of kind.hostsServiced(world, target, parameters)) world.people.serviced(host);
      });
    });
  }
  kernel.run(2 * HOUR);
  return run;
}

const verdicts = ({ of }: SmallRun) =>
  of("NoteMade").flatMap(({ at, note }) => (note.kind === "verdict" ? [{ at: at / SECOND, ...note }] : []));

const servedBy = ({ of }: SmallRun) => of("ServiceUp").map(({ at, host }) => [Math.round(at / SECOND), host]);

const failures = ({ of }: SmallRun) =>
  of("OutcomeDelivered").flatMap(({ action, outcome }) =>
    outcome.status === "failed" ? [`${action}: ${outcome.why}`] : [],
  );

describe("a disk that breaks", () => {
  const broken = { kind: "disk-failure", target: "shop-data" } as const;
  const its = (copy: string) => ({ ...broken, parameters: { copy } });

  test("is not noticed by anybody while the mirror works, and is filled by it when it is replaced", () => {
    const run = struck([{ ...its("volume"), at: 100, until: 1000 }]);
    const [device, mirror] = run.world.volume("shop-data").devices;
    expect(servedBy(run)).toEqual([[0, "web-1"]]);
    expect(run.of("ServiceDown")).toEqual([]);
    expect(verdicts(run)).toEqual([]);
    // 60 GB from one adapter to another at 200 MB/s, less what requests and flushes take of it.
    const [copy] = run.of("CopyEnded");
    expect(copy).toMatchObject({ target: "shop-data", result: "done", bytes: 60e9 });
    expect(copy!.at / SECOND).toBeGreaterThan(1300);
    expect(copy!.at / SECOND).toBeLessThan(1310);
    expect(device).toMatchObject({ broken: false, consistent: true, blank: false });
    expect(device!.holds.snapshot()).toEqual(mirror!.holds.snapshot());
    expect(device!.holds.size).toBeGreaterThan(70_000);
  });

  test("without its mirror takes the data from its host: the agent says so, and neither split nor copy helps", () => {
    const run = struck([
      { ...its("mirror"), at: 100 },
      { ...its("volume"), at: 200 },
    ]);
    expect(run.of("ServiceDown")[0]).toMatchObject({ at: 200 * SECOND, why: "the disk of shop-data is broken" });
    expect(run.world.host("web-1").health).toBe("healthy");
    const [first] = verdicts(run);
    expect(first).toMatchObject({ host: "web-1", verdict: "malfunctioning" });
    // One message of 200 us after the agent saw it.
    expect(first!.at).toBeCloseTo(200.0002, 6);
    expect(failures(run)).toContain("split-mirror: the disk of shop-data-mirror is broken");
    expect(failures(run)).toContain("copy: the disk of shop-data is broken");
    expect(servedBy(run)).toEqual([[0, "web-1"]]);
  });

  test("breaks off what is copied from it, and whoever ordered that is told", () => {
    const run = struck(
      [
        { kind: "crash", target: "web-1", at: 100 },
        { ...its("mirror"), at: 50 },
        { ...its("volume"), at: 260 },
      ],
      smallSpec(),
      smallPolicy({ data: ["copy"] }),
    );
    const [ended] = run.of("CopyEnded").filter(({ volume }) => volume === "shop-data");
    expect(ended).toMatchObject({ at: 260 * SECOND, result: "failed", why: "the disk of shop-data broke" });
    expect(failures(run)).toContain("copy: the disk of shop-data broke");
  });
});

describe("another firmware", () => {
  const platform = { hardware: "sun-4x@300MHz", system: "solaris-2.6", applications: ["oracle-7.3.4"] };
  const spec = smallSpec();
  const made: WorldSpec = { ...spec, hosts: spec.hosts.map((host) => ({ ...host, platform })) };

  test("keeps a host from starting with the system of another: the controller learns it from the boot", () => {
    const run = struck(
      [
        { kind: "firmware-mismatch", target: "web-2", at: 10 },
        { kind: "crash", target: "web-1", at: 100 },
      ],
      made,
    );
    const why =
      "shop-os-mirror is in the format of solaris-2.6 on sun-4x, and web-2 needs that of solaris-2.6 on sun-4x with other firmware";
    expect(run.of("HostBootFailed")[0]).toMatchObject({ host: "web-2", why });
    expect(failures(run)[0]).toBe(`boot: ${why}`);
    expect(verdicts(run)[0]!.at).toBeGreaterThan(100);
    expect(servedBy(run)).toEqual([[0, "web-1"]]);
  });

  test("makes a transformation fail that was made for what is recorded of the host", () => {
    const other = { ...platform, hardware: "sun-4m" };
    const [one, two] = made.hosts;
    const transformations = [{ of: "system", from: "sun-4x", to: "sun-4m", rate: 100e6, by: "engine" }] as const;
    const differing = { ...made, hosts: [one!, { ...two!, platform: other }], transformations };
    const policy = smallPolicy({ preset: "8", data: ["transform", "copy"] });
    const crashed = { kind: "crash", target: "web-1", at: 100 };
    expect(servedBy(struck([crashed], differing, policy)).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
    const run = struck([{ kind: "firmware-mismatch", target: "web-2", at: 10 }, crashed], differing, policy);
    expect(servedBy(run)).toEqual([[0, "web-1"]]);
    expect(failures(run)[0]).toBe(
      "boot: shop-os@web-2 is in the format of solaris-2.6 on sun-4m, and web-2 needs that of solaris-2.6 on sun-4m with other firmware",
    );
  });

  test("changes nothing once it is put back, nor for the host's own system", () => {
    const run = struck(
      [
        { kind: "firmware-mismatch", target: "web-2", at: 10, until: 90 },
        { kind: "firmware-mismatch", target: "web-1", at: 20 },
        { kind: "crash", target: "web-1", at: 100 },
      ],
      made,
    );
    expect(run.world.host("web-2").platform).toEqual(platform);
    expect(servedBy(run).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
    expect(run.world.volume("shop-os").device("shop-os").format).toBe("solaris-2.6 on sun-4x with other firmware");
  });

  test("is put back with the system that the host has by then too, be it a copy of what it had", () => {
    const { world } = smallRun(made, smallPolicy());
    const cure = faultKind("firmware-mismatch").strike(world, "web-1", {}, 0);
    const [before, copy] = ["shop-os", "shop-os-mirror"].map((name) => world.volume("shop-os").device(name));
    // As a copy of its system has it that was made meanwhile.
    copy!.format = before!.format;
    before!.array.presentations.present(copy!, "web-1");
    cure();
    expect([before!.format, copy!.format]).toEqual(["solaris-2.6 on sun-4x", "solaris-2.6 on sun-4x"]);
  });
});

describe("an operator's error", () => {
  test("shuts a healthy host down: its reports stop, and a stand-in takes over before anybody notices", () => {
    const run = struck([
      { kind: "operator-error", target: "web-1", parameters: { does: "shut-down" }, at: 100, until: 3600 },
    ]);
    // Users are turned away at once; the third report in a row is missing at 115 s and a message.
    expect(run.of("ServiceDown")[0]!.at).toBe(100 * SECOND);
    expect(verdicts(run)[0]).toMatchObject({ host: "web-1", verdict: "failed" });
    expect(verdicts(run)[0]!.at).toBeGreaterThan(110);
    expect(servedBy(run).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
    // Who notices looks first who answers for the address.
    expect(run.world.host("web-1").life.stage).not.toBe("online");
    expect(run.world.host("web-1").health).toBe("healthy");
  });

  test("is put right by who makes it, where nobody stands in", () => {
    const run = struck(
      [{ kind: "operator-error", target: "web-1", parameters: { does: "shut-down" }, at: 100, until: 200 }],
      { ...smallSpec(), agents: [] },
    );
    expect(servedBy(run)).toEqual([
      [0, "web-1"],
      [260, "web-1"],
    ]);
  });

  test("pulls the wrong plug: what was not flushed is lost, and with the plug the host comes back", () => {
    const run = struck(
      [{ kind: "operator-error", target: "web-1", parameters: { does: "unplug" }, at: 101, until: 130 }],
      { ...smallSpec(), agents: [] },
    );
    expect(run.of("WritesDropped").length).toBe(1);
    expect(run.of("HostPowerChanged").map(({ at, powered }) => [at / SECOND, powered])).toEqual([
      [101, false],
      [130, true],
    ]);
    expect(servedBy(run)).toEqual([
      [0, "web-1"],
      [280, "web-1"],
    ]);
  });
});

describe("a broken component", () => {
  const part = (component: string, found = "nobody") => ({
    kind: "malfunction",
    target: "web-1",
    parameters: { component, found },
  });

  test.each(["cpu", "memory"])("%s makes a host slow, and nothing else does not end with its repair", (component) => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const host = world.host("web-1");
    const slow = faultKind("slow").strike(world, "web-1", { factor: 2 }, 0);
    const cure = faultKind("malfunction").strike(world, "web-1", part(component).parameters, 0);
    kernel.run(MINUTE);
    expect([host.slowness, host.health]).toEqual([6, "degraded"]);
    cure();
    expect([host.slowness, host.health]).toEqual([2, "degraded"]);
    slow();
    expect([host.slowness, host.health]).toEqual([1, "healthy"]);
  });

  test("stays broken when the power is cut and comes back", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const host = world.host("web-1");
    faultKind("malfunction").strike(world, "web-1", part("cpu").parameters, 0);
    host.power.setSupply(false);
    host.power.setSupply(true);
    kernel.run(10 * MINUTE);
    expect([host.slowness, host.health, host.life.stage]).toEqual([3, "degraded", "online"]);
  });

  test.each([
    ["network-controller", "nobody answers at 10.0.0.11"],
    ["io-controller", "web-1 cannot reach shop-os"],
    ["adapter", "web-1 cannot reach shop-os"],
  ])("%s takes a host from its users or its data", (component, why) => {
    const run = struck([{ ...part(component), at: 100 }]);
    expect(run.of("ServiceDown")[0]).toMatchObject({ at: 100 * SECOND, why });
    expect(verdicts(run)[0]!.at).toBeGreaterThan(100);
    expect(servedBy(run).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
  });
});

test("an agent says that the data of its host has become corrupt: somebody else goes on from the backup, if there is one", () => {
  const [array] = smallSpec().arrays;
  const backup = { name: "tape", every: HOUR, bandwidth: 100e6 };
  const volumes = array!.volumes.map((each) => (each.name === "shop-data" ? { ...each, backup } : each));
  const spec = smallSpec({ arrays: [{ ...array!, volumes }] });
  const policy = smallPolicy({ data: ["split-mirror", "copy", "backup+log"] });
  const run = struck(
    [{ kind: "corruption", target: "shop-data", parameters: { copy: "volume" }, at: 100 }],
    spec,
    policy,
  );
  expect(verdicts(run)).toMatchObject([{ at: 100.0002, host: "web-1", verdict: "malfunctioning" }]);
  expect(servedBy(run).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
  const made = run.of("CopyStarted").map(({ source, target }) => [source, target]);
  // The corrupt volume is not copied: nobody could go on with that.
  expect(made).toEqual([["tape", "shop-data@web-2"]]);
});

describe("a disturbance", () => {
  const between = (parameters: Blow["parameters"]) => ({
    kind: "disturbance",
    target: "web-1",
    parameters: { ...parameters },
    at: 100,
    until: 400,
  });

  test("by which nothing arrives makes the controller take a host for dead that serves, until it is mended", () => {
    const run = struck([between({ to: ["controller"], over: "lan", loss: 1 })]);
    expect(verdicts(run)[0]).toMatchObject({ host: "web-1", verdict: "failed", because: { rule: "reports-missed" } });
    expect(servedBy(run).map(([, host]) => host)).toEqual(["web-1", "web-2"]);
  });

  test("between others, or that takes less time than a report may be late, changes nothing", () => {
    const others = struck([between({ to: ["web-2"], loss: 1 })]);
    const late = struck([between({ to: ["controller"], delay: constant(SECOND), repetition: 0.5 })]);
    for (const run of [others, late]) {
      expect(verdicts(run)).toEqual([]);
      expect(servedBy(run)).toEqual([[0, "web-1"]]);
    }
  });
});

test("a cut management path keeps orders from relays and calls from people; they are called again until they answer", () => {
  const run = struck([
    { kind: "cut", target: "management", at: 50, until: 400 },
    { kind: "crash", target: "web-1", at: 100 },
  ]);
  const lost = run.of("OutcomeLost").filter(({ at }) => at < 400 * SECOND);
  const [shutDown, cutPower, readBack, ...tried] = lost.map(({ action }) => action);
  expect([shutDown, cutPower, readBack]).toEqual(["order-shutdown", "switch-relay", "read-relay"]);
  // Whoever waits for a person tries the relay again.
  expect(tried.length).toBeGreaterThan(2);
  expect(new Set(tried)).toEqual(new Set(["switch-relay"]));
  const [paged] = run.of("PersonPaged");
  expect(paged!.at).toBeGreaterThan(400 * SECOND);
  expect(paged!.at).toBeLessThanOrEqual(460 * SECOND);
  // Orders get through again long before the person could come: the relay obeys, and the stand-in boots in 150 s.
  const [, after] = run.of("ServiceUp");
  expect(after).toMatchObject({ host: "web-2" });
  expect(after!.at).toBeGreaterThan(400 * SECOND + 150 * SECOND);
  expect(after!.at).toBeLessThan(460 * SECOND + 150 * SECOND);
});
