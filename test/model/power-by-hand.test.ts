/** Power that people switch: they are called, come once for all that is to be done, and have hands for relays and plugs. */
import { describe, expect, it } from "vitest";
import type { FailoverPolicy } from "../../src/control/index.js";
import type { World, WorldSpec } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

/** Somebody answers after 5 min, and is there 45 min later. */
const COMES = 50 * MINUTE;
/** web-1 crashes at 1 min 1 s; the report of 60 s was the last one, and three more are missed. */
const NOTICED = 75 * SECOND + 200;

function crashed(power: FailoverPolicy["power"], more: Partial<FailoverPolicy> = {}, change: Partial<WorldSpec> = {}) {
  const policy = smallPolicy({ data: ["reassign"], ...(power !== undefined && { power }), ...more });
  const run = smallRun(smallSpec(change), policy);
  run.kernel.schedule(MINUTE + SECOND, () => run.world.host("web-1").crash());
  return run;
}

/** Who got or lost power, and when somebody was called. */
function told({ of }: ReturnType<typeof smallRun>) {
  const power = of("HostPowerChanged").map(
    ({ at, host, powered }) => [at, `${host} ${powered ? "on" : "off"}`] as const,
  );
  const calls = of("PersonPaged").map(({ at, subject }) => [at, subject] as const);
  return [...power, ...calls].filter(([at]) => at > MINUTE).toSorted(([a], [b]) => a - b);
}

describe("a host that fails is", () => {
  it("switched off by somebody who is called when it does not answer, and the stand-in gets power from its relay", () => {
    const run = crashed({ off: "by-hand" });
    run.kernel.run(2 * HOUR);
    const called = NOTICED + MINUTE;
    expect(told(run)).toEqual([
      [called, "web-1 has to be switched off"],
      [called + COMES, "web-1 off"],
      // Withdrawn in 5 s, given to the stand-in in 5 s, and its relay closes within one.
      [called + COMES + 11 * SECOND, "web-2 on"],
    ]);
    expect(run.of("RelayCommanded").map(({ relay, to }) => `${relay} ${to}`)).toEqual(["relay-2 on"]);
    expect(run.world.host("web-2").life.stage).toBe("online");
  });

  it("switched off by its relay, and somebody is called to switch the stand-in on", () => {
    const run = crashed({ on: "by-hand" });
    run.kernel.run(2 * HOUR);
    // The relay opens within a second and is read within another tenth; then both storage orders.
    const called = NOTICED + MINUTE + 1_100_000 + 10 * SECOND;
    expect(told(run)).toEqual([
      [NOTICED + MINUTE + SECOND, "web-1 off"],
      [called, "web-2 has to be switched on"],
      [called + COMES, "web-2 on"],
    ]);
  });

  it("switched off by whoever is there to switch the stand-in on too", () => {
    const run = crashed({ off: "by-hand", on: "by-hand" });
    run.kernel.run(2 * HOUR);
    const called = NOTICED + MINUTE;
    expect(told(run)).toEqual([
      [called, "web-1 has to be switched off"],
      [called + COMES, "web-1 off"],
      [called + COMES + 10 * SECOND, "web-2 on"],
    ]);
  });

  it("taken over from by a stand-in without a relay, which nobody can start from afar", () => {
    const spec = smallSpec();
    const hosts = spec.hosts.map(({ relay, ...host }) => (host.name === "web-2" ? host : { ...host, relay: relay! }));
    const takeovers = ([undefined, { on: "by-hand" }] as const).map((power) => {
      const run = crashed(power, {}, { hosts });
      run.kernel.run(2 * HOUR);
      return run.world.host("web-2").life.stage;
    });
    expect(takeovers).toEqual(["off", "online"]);
  });
});

describe("who stands before a host", () => {
  const switchedOn = (act: (world: World) => void) => {
    const { world } = smallRun(smallSpec(), null);
    act(world);
    return [world.host("web-2").power.switchOn(), world.host("web-2").power.on];
  };

  it("puts its plug in and closes its relay", () => {
    expect(switchedOn((world) => world.host("web-2").power.pull(false))).toEqual([null, true]);
  });

  it("does not get it on when its relay is stuck open, or when the building has no power", () => {
    expect(switchedOn((world) => world.relay("relay-2").stick("open"))).toEqual(["relay-2 is stuck open", false]);
    expect(switchedOn((world) => world.host("web-2").power.setSupply(false))).toEqual(["web-2 has no power", false]);
  });
});

describe("an active stand-in", () => {
  /** It has data of its own that does not matter. */
  const active = (power: FailoverPolicy["power"]) => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host) => ({ ...host, power: "on" as const }));
    const run = crashed(
      power,
      { preset: "2C", ownData: "discard", data: ["reassign"] },
      {
        hosts,
        operator: { page: constant(MINUTE), arrive: constant(MINUTE), work: constant(0) },
      },
    );
    run.kernel.run(HOUR);
    return run;
  };

  it("is switched off by hand at its relay, so that this can give it power again", () => {
    const run = active({ off: "by-hand" });
    const there = NOTICED + 3 * MINUTE;
    expect(told(run)).toEqual([
      [NOTICED + MINUTE, "web-1 has to be switched off"],
      [there, "web-1 off"],
      // Withdrawn in 5 s, and the stand-in shut down in 40.
      [there + 45 * SECOND + 400, "web-2 off"],
      [there + 51 * SECOND + 400, "web-2 on"],
    ]);
    expect(run.world.host("web-2").life.stage).toBe("online");
    expect(run.of("PersonPaged")).toHaveLength(1);
  });

  it("is unplugged and plugged in again where both are done by hand", () => {
    const run = active({ off: "by-hand", on: "by-hand" });
    expect(run.of("RelayMoved")).toEqual([]);
    expect(run.of("PersonPaged")).toHaveLength(1);
    expect(run.world.host("web-2").life.stage).toBe("online");
  });
});

describe("a controller that dies while somebody is on the way", () => {
  it("knows from its disk what it was doing, and goes on", () => {
    const run = crashed({ off: "by-hand", on: "by-hand" });
    const { world, kernel } = run;
    kernel.schedule(10 * MINUTE, () => world.place("controller").setAlive(false));
    kernel.schedule(11 * MINUTE, () => world.place("controller").setAlive(true));
    kernel.run(3 * HOUR);
    expect(world.host("web-1").power.on).toBe(false);
    expect(world.host("web-2").life.stage).toBe("online");
  });
});
