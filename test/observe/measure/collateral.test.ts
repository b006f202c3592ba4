import { expect, it } from "vitest";
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
