import { describe, expect, it } from "vitest";
import type { Message } from "../../src/control/index.js";
import type { Letter, Place, World } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { type Micros, MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

const NETWORKS = [
  { name: "lan", latency: 200, bandwidth: 125e6 },
  { name: "wan", latency: 30 * MILLISECOND, bandwidth: 1e7 },
];

/** What is said is a number; a place writes down when it heard which, from whom. */
function say(number: number): Message {
  return { kind: "paced", host: "nobody", slowness: number };
}

function listenAt(world: World, place: Place): (readonly [at: Micros, from: string, number: number])[] {
  const heard: (readonly [Micros, string, number])[] = [];
  const receive = ({ from, body }: Letter) => {
    if (body.kind === "paced") heard.push([world.kernel.now, from, body.slowness]);
  };
  place.enter({
    receive,
    receiveRoutinely: () => false,
    hold: () => undefined,
    release: () => undefined,
    wake: () => undefined,
    stop: () => undefined,
    restart: () => undefined,
  });
  return heard;
}

/** Two machines of their own and two hosts, which are on from the beginning; all listen. */
function places() {
  const spec = smallSpec();
  const hosts = spec.hosts.map((host) => ({ ...host, power: "on" as const }));
  const { world, kernel, of } = smallRun({ ...spec, networks: NETWORKS, hosts, agents: [] }, null);
  const at = (name: string) => {
    const place = world.place(name);
    return { place, heard: listenAt(world, place) };
  };
  return { world, kernel, of, a: at("a"), b: at("b"), one: at("web-1"), two: at("web-2") };
}

describe("what is said once", () => {
  it("arrives after the latency of the way, at every machine of a place but the one that speaks", () => {
    const { world, kernel, a, one } = places();
    const other = listenAt(world, one.place);
    kernel.schedule(SECOND, () => world.post.send({ from: a.place, to: one.place, body: say(1) }));
    kernel.run(MINUTE);
    expect(one.heard).toEqual([[SECOND + 200, "a", 1]]);
    expect(other).toEqual(one.heard);
  });

  it("varies with the jitter of a network with which nothing is wrong otherwise", () => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host) => ({ ...host, power: "on" as const }));
    const networks = NETWORKS.map((each) => ({ ...each, jitter: constant(300) }));
    const { world, kernel } = smallRun({ ...spec, networks, hosts, agents: [] }, null);
    const heard = listenAt(world, world.place("web-1"));
    const [from, to] = [world.place("a"), world.place("web-1")];
    kernel.schedule(SECOND, () => world.post.send({ from, to, body: say(1) }));
    kernel.run(MINUTE);
    expect(heard).toEqual([[SECOND + 200 + 300, "a", 1]]);
  });

  it("is delivered at the same instant within one place, also when no network works", () => {
    const { world, kernel, a } = places();
    world.network("lan").setUp(false);
    kernel.schedule(SECOND, () => world.post.send({ from: a.place, to: a.place, body: say(1) }));
    kernel.run(MINUTE);
    expect(a.heard).toEqual([[SECOND, "a", 1]]);
  });

  it("reaches a host over the networks on which it is, and over no other", () => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host, index) => ({
      ...host,
      power: "on" as const,
      alsoOn: index === 0 ? ["wan"] : [],
    }));
    const controller = { networks: ["lan", "wan"] };
    const { world, kernel } = smallRun({ ...spec, networks: NETWORKS, hosts, agents: [], controller }, null);
    const [a, one, two] = ["a", "web-1", "web-2"].map((name) => world.place(name));
    const [atOne, atTwo] = [listenAt(world, one!), listenAt(world, two!)];
    const over = world.network("wan");
    for (const to of [one!, two!]) kernel.schedule(SECOND, () => world.post.send({ from: a!, to, over, body: say(1) }));
    kernel.schedule(2 * SECOND, () => world.network("lan").setUp(false));
    kernel.schedule(3 * SECOND, () => world.post.send({ from: a!, to: one!, body: say(2) }));
    kernel.run(MINUTE);
    expect(atOne.map(([, , number]) => number)).toEqual([1, 2]);
    expect(atTwo).toEqual([]);
  });

  it("goes over a certain network when it is to, and takes as long as that one does", () => {
    const { world, kernel, a, b } = places();
    const over = world.network("wan");
    kernel.schedule(SECOND, () => world.post.send({ from: a.place, to: b.place, over, body: say(1) }));
    kernel.schedule(2 * SECOND, () => world.network("lan").setUp(false));
    kernel.schedule(3 * SECOND, () => world.post.send({ from: a.place, to: b.place, over, body: say(2) }));
    kernel.schedule(3 * SECOND, () => world.post.send({ from: a.place, to: b.place, body: say(3) }));
    kernel.run(MINUTE);
    expect(b.heard.map(([at, , number]) => [at, number])).toEqual([
      [1030 * MILLISECOND, 1],
      [3030 * MILLISECOND, 2],
    ]);
  });

  it("is lost when the other place dies, or the network is cut, while it is under way", () => {
    const { world, kernel, a, b, one } = places();
    kernel.schedule(SECOND, () => {
      world.post.send({ from: a.place, to: one.place, body: say(1) });
      world.post.send({ from: a.place, to: b.place, body: say(2) });
    });
    kernel.schedule(SECOND + 100, () => {
      world.host("web-1").crash();
      b.place.setAlive(false);
    });
    kernel.schedule(2 * SECOND, () => b.place.setAlive(true));
    kernel.schedule(3 * SECOND, () => world.post.send({ from: a.place, to: b.place, body: say(3) }));
    kernel.schedule(3 * SECOND + 100, () => world.network("lan").setUp(false));
    kernel.run(MINUTE);
    expect([one.heard, b.heard]).toEqual([[], []]);
  });

  it("is not heard by a host that hangs or whose network controller is broken", () => {
    const { world, kernel, a, one, two } = places();
    const tellBoth = (number: number) => () => {
      for (const { place } of [one, two]) world.post.send({ from: a.place, to: place, body: say(number) });
    };
    kernel.schedule(SECOND, () => {
      world.host("web-1").hang();
      world.host("web-2").reach.setComponent("network-controller", false);
    });
    kernel.schedule(2 * SECOND, tellBoth(1));
    kernel.schedule(3 * SECOND, () => {
      world.host("web-1").wake();
      world.host("web-2").reach.setComponent("network-controller", true);
    });
    kernel.schedule(4 * SECOND, tellBoth(2));
    kernel.run(MINUTE);
    expect([one.heard, two.heard].map((heard) => heard.map(([, , number]) => number))).toEqual([[2], [2]]);
  });
});

describe("what is wrong between certain places", () => {
  /** Both places tell each other, and both hosts each other, once a second from one to ten. */
  function talk(disturb: (world: World) => void) {
    const setting = places();
    const { world, kernel, a, b, one, two } = setting;
    disturb(world);
    for (let number = 1; number <= 10; number++) {
      kernel.schedule(number * SECOND, () => {
        for (const [from, to] of [
          [a, b],
          [b, a],
          [one, two],
          [two, one],
        ] as const) {
          world.post.send({ from: from.place, to: to.place, body: say(number) });
        }
      });
    }
    kernel.run(MINUTE);
    const numbers = ({ heard }: typeof a) => heard.map(([, , number]) => number);
    return { ...setting, toA: numbers(a), toB: numbers(b), toOne: numbers(one), toTwo: numbers(two) };
  }

  const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it("a cut is one-way, and concerns nobody else", () => {
    const { toA, toB, toOne, toTwo } = talk((world) => world.post.disturb({ from: "a", to: "b", cut: true }));
    expect(toB).toEqual([]);
    expect([toA, toOne, toTwo]).toEqual([ALL, ALL, ALL]);
  });

  it("ends when it is to", () => {
    const { toB } = talk((world) => {
      const end = world.post.disturb({ from: "a", to: "b", cut: true });
      world.kernel.schedule(5.5 * SECOND, end);
    });
    expect(toB).toEqual([6, 7, 8, 9, 10]);
  });

  it("of several at once the first is told when it begins, and the last when it ends", () => {
    const { toB, of } = talk((world) => {
      const ends = [0, 1].map(() => world.post.disturb({ from: "a", to: "b", cut: true }));
      world.kernel.schedule(3.5 * SECOND, ends[0]!);
      world.kernel.schedule(5.5 * SECOND, ends[1]!);
    });
    expect(toB).toEqual([6, 7, 8, 9, 10]);
    expect(of("TalkDisturbed")).toMatchObject([
      { at: 0, disturbed: true },
      { at: 5.5 * SECOND, disturbed: false },
    ]);
  });

  it("a partition of a host is with all others, in one direction or in both", () => {
    const { toOne, toTwo, of } = talk((world) => world.post.partition("web-1", true, false));
    expect([toOne, toTwo]).toEqual([ALL, []]);
    expect(of("ReachChanged")).toMatchObject([{ host: "web-1", hears: true, isHeard: false }]);
  });

  it("a cut of one network leaves the others", () => {
    const { world, kernel, a, b } = places();
    world.post.disturb({ over: "wan", from: "a", cut: true });
    const over = world.network("wan");
    world.post.send({ from: a.place, to: b.place, over, body: say(1) });
    world.post.send({ from: b.place, to: a.place, over, body: say(2) });
    world.post.send({ from: a.place, to: b.place, body: say(3) });
    kernel.run(MINUTE);
    expect([a.heard, b.heard].map((heard) => heard.map(([, , number]) => number))).toEqual([[2], [3]]);
  });

  it("a cut over a network concerns whatever comes over it, and nothing makes a detour", () => {
    const { toB, toOne, toTwo } = talk((world) => world.post.disturb({ from: "a", to: "b", over: "lan", cut: true }));
    expect(toB).toEqual([]);
    expect([toOne, toTwo]).toEqual([ALL, ALL]);
    expect(talk((world) => world.post.disturb({ from: "a", to: "b", over: "wan", cut: true })).toB).toEqual(ALL);
  });

  it("loss is drawn for each message of the pair, and for no other", () => {
    const { toA, toB, toOne, toTwo } = talk((world) => world.post.disturb({ from: "a", to: "b", loss: 0.5 }));
    expect(toB.length).toBeGreaterThan(0);
    expect(toB.length).toBeLessThan(10);
    expect([toA, toOne, toTwo]).toEqual([ALL, ALL, ALL]);
  });

  it("a delay comes on top of the latency; what is repeated comes twice", () => {
    const { b, toA } = talk((world) => {
      world.post.disturb({ from: "a", to: "b", delay: constant(SECOND / 4) });
      world.post.disturb({ from: "b", to: "a", repetition: 1 });
    });
    expect(b.heard[0]).toEqual([SECOND + 200 + SECOND / 4, "a", 1]);
    expect(toA).toEqual(ALL.flatMap((number) => [number, number]));
  });
});

describe("what is said until it is heard", () => {
  it("arrives in its order and once, however long the other one is down or the network cut", () => {
    const { world, kernel, a, b } = places();
    const over = world.network("wan");
    b.place.setAlive(false);
    for (const number of [1, 2, 3]) {
      kernel.schedule(number * SECOND, () =>
        world.post.sendReliably({ from: a.place, to: b.place, over, body: say(number) }),
      );
    }
    kernel.schedule(3.5 * SECOND, () => over.setUp(false));
    kernel.schedule(3.6 * SECOND, () => b.place.setAlive(true));
    kernel.schedule(10.1 * SECOND, () => over.setUp(true));
    kernel.run(MINUTE);
    expect(b.heard.map(([, , number]) => number)).toEqual([1, 2, 3]);
    // Tried a second after each vain attempt; the next follows as soon as the one before has arrived.
    const [first, second, third] = b.heard.map(([at]) => at);
    expect(first).toBeGreaterThan(10.1 * SECOND);
    expect(first).toBeLessThan(11.2 * SECOND);
    expect([second! - first!, third! - second!]).toEqual([30 * MILLISECOND, 30 * MILLISECOND]);
  });

  it("comes through loss", () => {
    const { world, kernel, a, b } = places();
    world.network("lan").setLoss(0.5);
    for (let number = 1; number <= 20; number++) {
      world.post.sendReliably({ from: a.place, to: b.place, body: say(number) });
    }
    kernel.run(10 * MINUTE);
    expect(b.heard.map(([, , number]) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
