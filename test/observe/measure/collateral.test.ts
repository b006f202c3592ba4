import { expect, it } from "vitest";
import type { World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { HOUR, SECOND } from "../../../src/units/index.js";
import { figurePolicy, figureSpec } from "../../model/figure-worlds.js";
import { smallRun } from "../../model/small-world.js";

it("an active stand-in's own service pays for the failover from when it is shut down; the service that was saved does not", () => {
  const spec = figureSpec("2C");
  const run = smallRun(spec, figurePolicy("2C"));
  run.kernel.schedule(1002 * SECOND, () => run.world.host("web-1").crash());
  run.kernel.run(2 * HOUR);
  const observation = observe({ spec, duration: 2 * HOUR, warmUp: 0, replication: 0 });
  for (const record of run.records) observation.hear(record);
  const { measures, invariants } = observation.finish(2 * HOUR);
  const down = run.of("ServiceDown").find(({ service }) => service === "mail")!.at;
  expect(measures).toMatchObject({
    "mail.collateral.outages": 1,
    "mail.collateral.time": (2 * HOUR - down) / SECOND,
    "shop.collateral.outages": 0,
    "shop.collateral.time": 0,
  });
  expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(invariants.find(({ name }) => name === "break-before-overwrite")).toMatchObject({ atStake: 2 });
  expect(invariants.find(({ name }) => name === "consistent-target")?.atStake).toBeGreaterThan(0);
});

it("laying the data over a stand-in's own that does not matter is declared, and so no loss in silence", () => {
  const spec = figureSpec("2C");
  const run = smallRun(spec, figurePolicy("2C", { ownData: "discard" }));
  run.kernel.schedule(1002 * SECOND, () => run.world.host("web-1").crash());
  run.kernel.run(2 * HOUR);
  const observation = observe({ spec, duration: 2 * HOUR, warmUp: 0, replication: 0 });
  for (const record of run.records) observation.hear(record);
  const { invariants } = observation.finish(2 * HOUR);
  expect(invariants.find(({ name }) => name === "break-before-overwrite")).toMatchObject({ atStake: 2, violations: 0 });
  const said = run.of("NoteMade").flatMap(({ note }) => (note.kind === "data-discarded" ? note.volumes : []));
  expect(said).toEqual(["mail-os", "mail-data"]);
  expect(run.world.volume("mail-data").devices.every(({ consistent }) => !consistent)).toBe(true);
});

it("who hangs on the same relay pays for a failover from when that is opened; a fault that opens it is one", () => {
  const outcome = (strike: (world: World) => void) => {
    const spec = figureSpec("2C");
    const onOne = { ...spec, hosts: spec.hosts.map((host) => ({ ...host, relay: "relay-1" })) };
    // The stand-in could not be on while web-1 is off: nobody takes over, but both lose their power.
    const run = smallRun(onOne, figurePolicy("2A", { standIns: ["web-1", "web-2"], data: ["reassign"] }));
    run.kernel.schedule(1002 * SECOND, () => strike(run.world));
    run.kernel.run(2 * HOUR);
    const observation = observe({ spec: onOne, duration: 2 * HOUR, warmUp: 0, replication: 0 });
    for (const record of run.records) observation.hear(record);
    const { measures, incidents } = observation.finish(2 * HOUR);
    const [first] = incidents.filter(({ service }) => service === "mail");
    return [measures["mail.collateral.outages"], measures["shop.collateral.outages"], first?.causes];
  };
  const hung = outcome((world) => world.host("web-1").hang());
  expect(hung).toEqual([1, 0, ["takeover of shop, for which relay-1 was opened"]]);
  // Its contacts break off: nobody has ordered that.
  expect(outcome((world) => world.relay("relay-1").stick("open"))).toEqual([0, 0, []]);
});
