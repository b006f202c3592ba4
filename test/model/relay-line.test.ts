/** Relays that are reached over ways of their own, and by modem: one call at a time, busy lines, dead lines. */
import { describe, expect, it } from "vitest";
import type { Action, Outcome } from "../../src/control/index.js";
import { kindOf, type ModemSpec, type World } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { always, smallRun, smallSpec } from "./small-world.js";

const MODEM: ModemSpec = { dial: constant(20 * SECOND), busy: 0, redial: 10 * SECOND, tries: 3 };

/** Both relays at a telephone line, which takes a tenth of a second; and what came of orders, and when. */
function atThePhone(modem: Partial<ModemSpec> | null, draws = 0.5, connectors: World["spec"]["connectors"] = []) {
  const spec = smallSpec({ agents: [] });
  const phone = { name: "phone", latency: 100 * MILLISECOND, bandwidth: 7000 };
  const relays = spec.relays.map((each) => ({
    ...each,
    over: "phone",
    ...(modem && { modem: { ...MODEM, ...modem } }),
  }));
  const { world, kernel, of } = smallRun(
    { ...spec, networks: [...spec.networks, phone], connectors, relays },
    null,
    {},
    always(draws),
  );
  const came: (readonly [number, string])[] = [];
  const orderAt = (second: number, action: Action) =>
    kernel.schedule(second * SECOND, () => {
      const settle = (outcome: Outcome | null) => {
        const what =
          outcome === null
            ? "lost"
            : outcome.status === "done"
              ? "done"
              : outcome.status === "failed"
                ? outcome.why
                : "unknown";
        came.push([kernel.now / SECOND, what]);
      };
      kindOf(action).perform(world, action, settle, world.place("controller"));
    });
  const at = (second: number, act: (world: World) => void) => kernel.schedule(second * SECOND, () => act(world));
  return { world, kernel, of, came, orderAt, at };
}

const OFF: Action = { kind: "switch-relay", relay: "relay-1", to: "off" };
const ON: Action = { kind: "switch-relay", relay: "relay-2", to: "on" };

describe("a relay with a way of its own", () => {
  it("is reached over that, there and back, and by no other when it is cut", () => {
    const { world, kernel, came, orderAt, at } = atThePhone(null);
    orderAt(1, OFF);
    at(10, () => world.management.network.setUp(false));
    orderAt(11, ON);
    at(20, () => world.network("phone").setUp(false));
    orderAt(21, OFF);
    kernel.run(MINUTE);
    expect(came).toEqual([
      [2.2, "done"],
      [12.2, "done"],
      [21, "lost"],
    ]);
  });
});

describe("a relay on a network to which connectors lead from that of the controller", () => {
  it("is reached over these, and not when they are cut, be it while the order is on its way", () => {
    const { world, kernel, came, orderAt, at } = atThePhone(null, 0.5, [{ name: "wan", joins: ["lan", "phone"] }]);
    const setUp = (up: boolean) => world.connectors.get("wan")!.setUp(up);
    orderAt(1, OFF);
    at(10, () => setUp(false));
    orderAt(11, ON);
    at(20, () => setUp(true));
    orderAt(21, ON);
    at(21.05, () => setUp(false));
    kernel.run(MINUTE);
    expect(came).toEqual([
      // 200 us to the connector, 100 ms over the network behind it, 1 s to switch, and back.
      [2.2004, "done"],
      [11, "lost"],
      [21.1002, "lost"],
    ]);
  });
});

describe("a modem", () => {
  it("is dialled for each order", () => {
    const { kernel, came, orderAt } = atThePhone({});
    orderAt(0, OFF);
    orderAt(60, { kind: "read-relay", relay: "relay-1" });
    kernel.run(2 * MINUTE);
    // 20 s, 100 ms there, 1 s to switch or 100 ms to read, 100 ms back.
    expect(came).toEqual([
      [21.2, "done"],
      [80.3, "done"],
    ]);
  });

  it("is busy while another order is on the same line, and dialled again", () => {
    const { kernel, came, orderAt, of } = atThePhone({ dial: constant(SECOND) });
    orderAt(0, OFF);
    orderAt(1, ON);
    kernel.run(MINUTE);
    // The first call lasts from 1 to 2.2 s; the second is tried at 2 s, and once more 10 s later, which takes a second.
    expect(came).toEqual([
      [2.2, "done"],
      [14.2, "done"],
    ]);
    expect(of("RelayDialled").map(({ at, answers }) => [at / SECOND, answers])).toEqual([
      [1, true],
      [2, false],
      [13, true],
    ]);
  });

  it("is given up when somebody else speaks each time, which whoever dials hears", () => {
    const { kernel, came, orderAt, world } = atThePhone({ busy: 0.6 }, 0.5);
    orderAt(0, OFF);
    kernel.run(2 * MINUTE);
    expect(came).toEqual([[80, "the line to relay-1 was busy 3 times"]]);
    expect(world.relay("relay-1").contacts).toBe("closed");
  });

  it("is connected at once when nobody speaks", () => {
    const { kernel, came, orderAt } = atThePhone({ busy: 0.4 }, 0.5);
    orderAt(0, OFF);
    kernel.run(2 * MINUTE);
    expect(came).toEqual([[21.2, "done"]]);
  });

  it("does not answer over a dead line; what is cut while they speak is lost, and the line is free again", () => {
    const { kernel, came, orderAt, at } = atThePhone({});
    at(1, (world) => world.network("phone").setUp(false));
    orderAt(2, OFF);
    at(30, (world) => world.network("phone").setUp(true));
    orderAt(40, OFF);
    at(60.5, (world) => world.network("phone").setUp(false));
    at(70, (world) => world.network("phone").setUp(true));
    orderAt(80, ON);
    kernel.run(3 * MINUTE);
    expect(came).toEqual([
      [22, "the line to relay-1 does not answer"],
      [61.1, "lost"],
      [101.2, "done"],
    ]);
  });

  it("that answers for a relay which takes no orders is hung up", () => {
    const { kernel, came, orderAt, world } = atThePhone({ dial: constant(SECOND) });
    world.relay("relay-1").setReachable(false);
    orderAt(0, OFF);
    orderAt(2, ON);
    kernel.run(MINUTE);
    expect(came).toEqual([
      [1.1, "lost"],
      [4.2, "done"],
    ]);
  });
});
