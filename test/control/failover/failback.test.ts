import { expect, test } from "vitest";
import { failbackAt, failedBack, planFailback, tryFailbackAnew } from "../../../src/control/failover/failback-plan.js";
import { initialState } from "../../../src/control/failover/state.js";
import type { Effect } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { failoverController, type FailoverPolicy } from "../../../src/control/index.js";
import { observe } from "../../../src/observe/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/units/index.js";
import { quickPolicy, quickSpec } from "../../mutants/trial.js";

test("a failback comes after its pause, and then at the next time that it is so late in the day", () => {
  expect(failbackAt({ after: 10 * MINUTE }, HOUR)).toBe(70 * MINUTE);
  expect(failbackAt({ after: 0, timeOfDay: 3 * HOUR }, HOUR)).toBe(3 * HOUR);
  expect(failbackAt({ after: 0, timeOfDay: 3 * HOUR }, 3 * HOUR)).toBe(3 * HOUR);
  expect(failbackAt({ after: MINUTE, timeOfDay: 3 * HOUR }, 3 * HOUR)).toBe(DAY + 3 * HOUR);
});

test("a failback in vain is tried after pauses that double, as often as the policy says; then a person is told, and it waits", () => {
  const policy = quickPolicy({ failback: { after: 0 } });
  const state = initialState(failoverConfig(quickSpec(), policy));
  const group = state.groups[0]!;
  group.holder = "web-2";
  const planned = (): number | undefined => {
    const out: Effect[] = [];
    planFailback(state, group, 0, out);
    return out.flatMap((each) => (each.kind === "set-timer" ? [each.timer.at] : []))[0];
  };
  const told: Effect[] = [];
  const pauses = [planned()];
  for (let i = 0; i < policy.limits.tries; i++) {
    failedBack(state, group, 0, told);
    pauses.push(planned());
  }
  const { retryAfter: pause } = policy.limits;
  expect(pauses).toEqual([0, pause, 2 * pause, 4 * pause, 8 * pause, 16 * pause, undefined]);
  expect(told.map((each) => (each.kind === "note" ? each.note.kind : each.kind === "act" && each.action.kind))).toEqual(
    ["failback-stopped", "page"],
  );
  tryFailbackAnew(group);
  expect(planned()).toBe(0);
});

/** web-1 crashes after a minute, is repaired three minutes later, and the run goes on for ten. */
function crashed(change: Partial<FailoverPolicy>, orderAt: number | null = null) {
  const spec = quickSpec();
  const kernel = new Kernel();
  const world = new World(kernel, new Streams("7"), spec, startMachine);
  const observation = observe({ spec, duration: 14 * MINUTE, warmUp: 0, replication: 0 });
  const up: string[] = [];
  const told: string[] = [];
  const bytes: number[] = [];
  world.listen((record) => {
    observation.hear(record);
    if (record.kind === "ServiceUp") up.push(record.host);
    if (record.kind === "MirrorEstablished") told.push(`mirror ${record.device}`);
    if (record.kind === "MirrorSplit") told.push(`split ${record.device}`);
    if (record.kind === "CopyStarted") bytes.push(record.bytes);
  });
  world.requestListener = observation.requests;
  world.start();
  startMachine(world, "controller", failoverController, failoverConfig(spec, quickPolicy(change)));
  kernel.schedule(MINUTE + SECOND / 2, () => world.host("web-1").crash());
  kernel.schedule(4 * MINUTE, () => {
    world.host("web-1").repair();
    world.people.serviced("web-1");
  });
  if (orderAt !== null) kernel.schedule(orderAt, () => world.people.orderFailback("web-1"));
  kernel.run(14 * MINUTE);
  world.traffic.audit();
  const run = observation.finish(kernel.now);
  return { up, told, bytes, run, world };
}

test("without failback the stand-in goes on for ever; with it the repaired host serves again, and nothing more is lost", () => {
  expect(crashed({}).up).toEqual(["web-1", "web-2"]);
  const { up, run } = crashed({ failback: { after: 0 } });
  expect(up).toEqual(["web-1", "web-2", "web-1"]);
  expect(run.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  // What the crash lost was lost before the failback.
  expect(run.losses.every(({ atSeconds }) => atSeconds < 4 * 60)).toBe(true);
});

test("only what changed is applied to the original data", () => {
  const { bytes } = crashed({ failback: { after: 0 } });
  expect(bytes).toHaveLength(2);
  // Three minutes of five requests a second, a fifth of which write 4096 bytes: some 0.7 MB of 2 GB.
  expect(Math.max(...bytes)).toBeLessThan(3e6);
  expect(Math.max(...bytes)).toBeGreaterThan(0);
});

test("an operator gives the order", () => {
  expect(crashed({}, 6 * MINUTE).up).toEqual(["web-1", "web-2", "web-1"]);
});

test("a mirror is re-established after each takeover, so that the way back and the next way there need a split only", () => {
  const { up, told, bytes, run } = crashed({ failback: { after: 2 * MINUTE }, mirrorAgain: true });
  expect(up).toEqual(["web-1", "web-2", "web-1"]);
  const data = told.filter((each) => each.includes("data"));
  expect(data).toEqual(["split shop-data-mirror", "mirror shop-data", "split shop-data", "mirror shop-data-mirror"]);
  // Twice, for two volumes, and each time only what differs.
  expect(bytes).toHaveLength(4);
  expect(Math.max(...bytes)).toBeLessThan(3e6);
  expect(run.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
});
