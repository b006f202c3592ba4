import { describe, expect, it } from "vitest";
import type { Action, Effect, Input, Machine, Message } from "../../src/control/index.js";
import { Runner, startMachine } from "../../src/model/index.js";
import { HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

/** Writes down its lives, what it finds on its disk, and stores a number when it is told one. */
function storing(told: string[]): Machine<null, null, Input, Effect> {
  return {
    start: () => {
      told.push("starts");
      return { state: null, effects: [] };
    },
    restart: (_config, disk) => {
      told.push(`restarts with ${JSON.stringify(disk)}`);
      return { state: null, effects: [] };
    },
    step: (state, input) => {
      const effects: Effect[] =
        input.kind === "message" && input.body.kind === "paced"
          ? [{ kind: "store", key: "number", content: input.body.slowness }]
          : [];
      return { state, effects };
    },
  };
}

/** Waits for timers and an outcome, and writes down what came of them; the first timer puts off the second and cancels the third. */
function waiting(heard: string[]): Machine<null, null, Input, Effect> {
  const timer = (kind: string, seconds: number): Effect => ({
    kind: "set-timer",
    timer: { kind, subject: "-", at: seconds * SECOND },
  });
  const action = { kind: "switch-relay", relay: "relay-2", to: "off" } as const;
  const asks = { kind: "act", id: 1, action, because: { rule: "tried-again" } } as const;
  const first = [timer("second", 40), { kind: "cancel-timer", timer: { kind: "third", subject: "-" } }] as const;
  return {
    start: () => ({
      state: null,
      effects: [timer("asks", 4.5), timer("first", 10), timer("second", 20), timer("third", 25), timer("last", 50)],
    }),
    step: (state, input, now) => {
      if (input.kind === "message") return { state, effects: [] };
      const what = input.kind === "timer" ? input.timer.kind : input.outcome.status;
      if (what === "asks") return { state, effects: [asks] };
      heard.push(`${now / SECOND}s ${what}`);
      return { state, effects: what === "first" ? first : [] };
    },
  };
}

const number = (slowness: number): Message => ({ kind: "paced", host: "nobody", slowness });

describe("a machine of its own", () => {
  it("restarts with what was durable when it died, and with nothing that was not", () => {
    const spec = { ...smallSpec(), controller: { networks: ["lan"], store: SECOND } };
    const { world, kernel, of } = smallRun(spec, null);
    const told: string[] = [];
    const place = world.place("controller");
    startMachine(world, "controller", storing(told), null);
    const tell = (content: number) => () =>
      world.post.send({ from: world.place("elsewhere"), to: place, body: number(content) });
    kernel.schedule(10 * SECOND, tell(1));
    kernel.schedule(20 * SECOND, tell(2));
    kernel.schedule(20.5 * SECOND, () => place.setAlive(false));
    kernel.schedule(30 * SECOND, () => place.setAlive(true));
    kernel.run(MINUTE);
    expect(told).toEqual(["starts", 'restarts with {"number":1}']);
    expect(of("ControllerChanged").map(({ place: name, alive }) => [name, alive])).toEqual([
      ["controller", false],
      ["controller", true],
    ]);
  });

  it("may carry several machines, each with files of its own", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const told = { one: [] as string[], other: [] as string[] };
    const one = Runner.start(world, "box/one", storing(told.one), null);
    startMachine(world, "box/other", storing(told.other), null);
    one.receive({ from: "outside", over: null, heardAt: 0, count: 1, body: number(7) });
    const place = world.place("box");
    kernel.schedule(SECOND, () => place.setAlive(false));
    kernel.schedule(2 * SECOND, () => place.setAlive(true));
    kernel.run(MINUTE);
    expect(told.one).toEqual(["starts", 'restarts with {"number":7}']);
    expect(told.other).toEqual(["starts", "restarts with {}"]);
  });

  it("on the processor of a storage system fails and starts again with it", () => {
    const spec = { ...smallSpec(), controller: { networks: ["lan"], on: "array-1" } };
    const { world, kernel } = smallRun(spec);
    const place = world.place("controller");
    kernel.run(SECOND);
    world.arrays.get("array-1")!.processor.setWorking(false);
    expect(place.alive).toBe(false);
    world.arrays.get("array-1")!.setPower(false);
    world.arrays.get("array-1")!.processor.setWorking(true);
    expect(place.alive).toBe(false);
    world.arrays.get("array-1")!.setPower(true);
    expect(place.alive).toBe(true);
  });
});

describe("a host as a place", () => {
  it("lives while the host is online, and its machines die with the host and start again with it", () => {
    const { world, kernel } = smallRun(smallSpec({ agents: [] }), null);
    const told: string[] = [];
    const place = world.place("web-1");
    startMachine(world, "web-1/member", storing(told), null);
    const host = world.host("web-1");
    const states: boolean[] = [];
    const look = () => states.push(place.hears);
    kernel.schedule(SECOND, look);
    kernel.schedule(2 * SECOND, () => host.hang());
    kernel.schedule(3 * SECOND, look);
    kernel.schedule(4 * SECOND, () => host.wake());
    kernel.schedule(5 * SECOND, look);
    kernel.schedule(6 * SECOND, () => host.crash());
    kernel.schedule(7 * SECOND, look);
    kernel.schedule(8 * SECOND, () => host.repair());
    kernel.schedule(10 * MINUTE, look);
    kernel.run(11 * MINUTE);
    expect(states).toEqual([true, false, true, false, true]);
    expect(told).toEqual(["starts", "restarts with {}"]);
  });

  it("starts what is deployed there only when the host comes online", () => {
    const spec = smallSpec({ agents: [] });
    const hosts = spec.hosts.map((each) => ({ ...each, power: "standalone" as const }));
    const { world, kernel } = smallRun({ ...spec, hosts }, null);
    const told: string[] = [];
    startMachine(world, "web-1/member", storing(told), null);
    kernel.schedule(MINUTE, () => world.host("web-1").life.boot(() => undefined));
    kernel.run(MINUTE);
    expect(told).toEqual([]);
    kernel.run(10 * MINUTE);
    expect(told).toEqual(["starts"]);
  });

  it("rings no timer and delivers no outcome while the host hangs: all come when it wakes, in their order", () => {
    const { world, kernel } = smallRun(smallSpec({ agents: [] }), null);
    const heard: string[] = [];
    startMachine(world, "web-1/member", waiting(heard), null);
    kernel.schedule(5 * SECOND, () => world.host("web-1").hang());
    kernel.schedule(35 * SECOND, () => world.host("web-1").wake());
    kernel.run(MINUTE);
    // The second timer was set anew by the first, and the third cancelled, though all were due.
    expect(heard).toEqual(["35s done", "35s first", "40s second", "50s last"]);
  });

  it("forgets what was due when the host dies before it wakes", () => {
    const { world, kernel } = smallRun(smallSpec({ agents: [] }), null);
    const heard: string[] = [];
    startMachine(world, "web-1/member", waiting(heard), null);
    kernel.schedule(5 * SECOND, () => world.host("web-1").hang());
    kernel.schedule(35 * SECOND, () => world.host("web-1").crash());
    kernel.run(HOUR);
    expect(heard).toEqual([]);
  });
});

describe("what people say", () => {
  const failback = smallPolicy({ failback: { after: 0 } });

  /** web-1 crashes and is repaired; meanwhile the controller may be down for a while. */
  function repaired(downFor: number) {
    const { world, kernel, of } = smallRun(smallSpec(), failback);
    const place = world.place("controller");
    kernel.schedule(MINUTE, () => world.host("web-1").crash());
    kernel.schedule(2 * HOUR, () => {
      if (downFor > 0) place.setAlive(false);
      world.host("web-1").repair();
      world.people.serviced("web-1");
    });
    if (downFor > 0) kernel.schedule(2 * HOUR + downFor, () => place.setAlive(true));
    kernel.run(6 * HOUR);
    return of("ServiceUp").map(({ host }) => host);
  }

  it("is heard at once by a controller that works, which fails back", () => {
    expect(repaired(0)).toEqual(["web-1", "web-2", "web-1"]);
  });

  it("is said again until the controller hears it, which fails back when it works again", () => {
    expect(repaired(10 * MINUTE)).toEqual(["web-1", "web-2", "web-1"]);
  });

  it("is not said again when it is not true any more", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const heard: string[] = [];
    const place = world.place("controller");
    startMachine(world, "controller", hearing(heard), null);
    place.setAlive(false);
    kernel.schedule(SECOND, () => world.people.serviced("web-1"));
    kernel.schedule(2 * SECOND, () => world.host("web-1").crash());
    kernel.schedule(10 * MINUTE, () => place.setAlive(true));
    kernel.run(HOUR);
    expect(heard).toEqual([]);
  });

  it("goes over the management path, and waits while that is cut", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const heard: string[] = [];
    startMachine(world, "controller", hearing(heard), null);
    world.network("management").setUp(false);
    kernel.schedule(SECOND, () => world.people.orderFailback("web-1"));
    kernel.schedule(90 * SECOND, () => world.network("management").setUp(true));
    kernel.run(HOUR);
    expect(heard).toEqual([`fail-back at ${2 * MINUTE + SECOND}`]);
  });
});

/** Writes down what people say. */
function hearing(heard: string[]): Machine<null, null, Input, Effect> {
  return {
    start: () => ({ state: null, effects: [] }),
    step: (state, input, now) => {
      if (input.kind === "message" && input.from === "people") heard.push(`${input.body.kind} at ${now}`);
      return { state, effects: [] };
    },
  };
}

describe("the management path", () => {
  const action: Action = { kind: "switch-relay", relay: "relay-2", to: "on" };
  const order: Effect = { kind: "act", id: 1, action, because: { rule: "tried-again" } };
  const go: Effect = { kind: "set-timer", timer: { kind: "go", subject: "-", at: SECOND } };

  /** A relay is switched on after a second, which takes it one second; the path is cut and joined at these instants. */
  function switched(cutAt: number | null, joinedAt: number | null, management?: string) {
    const controller = { networks: ["lan"], ...(management !== undefined && { management }) };
    const { world, kernel, of } = smallRun({ ...smallSpec(), controller }, null);
    const machine: Machine<null, null, Input, Effect> = {
      start: () => ({ state: null, effects: [go] }),
      step: (state, input) => ({ state, effects: input.kind === "timer" ? [order] : [] }),
    };
    startMachine(world, "controller", machine, null);
    const path = world.management.network;
    if (cutAt !== null) kernel.schedule(cutAt, () => path.setUp(false));
    if (joinedAt !== null) kernel.schedule(joinedAt, () => path.setUp(true));
    kernel.run(MINUTE);
    return {
      moved: of("RelayMoved").length,
      answered: of("OutcomeDelivered").flatMap(({ at, place }) => (place === "controller" ? [at] : [])),
      lost: of("OutcomeLost").map(({ at }) => at),
    };
  }

  it("takes no time and is never cut unless something is wrong with it", () => {
    expect(switched(null, null)).toEqual({ moved: 1, answered: [2 * SECOND], lost: [] });
  });

  it("loses the order when it is cut before, and the answer when it is cut meanwhile", () => {
    expect(switched(0, 1.5 * SECOND)).toEqual({ moved: 0, answered: [], lost: [SECOND] });
    expect(switched(1.5 * SECOND, 3 * SECOND)).toEqual({ moved: 1, answered: [], lost: [2 * SECOND] });
  });

  it("may be one of the networks, with its latency", () => {
    expect(switched(null, null, "lan")).toEqual({ moved: 1, answered: [2 * SECOND + 400], lost: [] });
  });
});
