/** Links and networks that are slow or lose something: what that does to messages, requests, copies and orders. */
import { describe, expect, test } from "vitest";
import type { RequestEnd, World, WorldSpec } from "../../src/model/index.js";
import { faultKind } from "../../src/scenario/index.js";
import { HOUR, type Micros, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

/** One attempt for each request, hosts that take no time, users who wait ten seconds. */
function plainSpec(mode: "requests" | "flow", rate = 50): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const load = { ...shop!.load!, mode, retry: { times: 0, backoff: SECOND } };
  const rated = { ...load, rate: { stretch: () => ({ rate, until: Infinity }), peak: rate } };
  return { ...spec, services: [{ ...shop!, load: rated }] };
}

/** What users saw in half an hour: latencies of those served, and how the others ended. */
function seen(spec: WorldSpec, change: (world: World) => void) {
  const { world, kernel } = smallRun(spec, null);
  const ends = { served: 0, failed: 0, "timed out": 0, refused: 0 };
  const latencies = new Map<Micros, number>();
  const add = (latency: Micros, count: number) => latencies.set(latency, (latencies.get(latency) ?? 0) + count);
  const count = (end: RequestEnd, times: number) => (ends[end] += times);
  world.requestListener = {
    issued: () => {},
    ended: (_, __, end, ___, latency) => {
      count(end, 1);
      if (end === "served") add(latency, 1);
    },
    flowed: (flow) => {
      for (const [end, times] of Object.entries(flow.ended)) count(end as RequestEnd, times);
      for (const [i, latency] of flow.latencies.times.entries()) add(latency, flow.latencies.counts[i]!);
    },
  };
  change(world);
  kernel.run(HOUR / 2);
  world.traffic.audit();
  const within = (limit: Micros) =>
    [...latencies].reduce((sum, [latency, times]) => sum + (latency <= limit ? times : 0), 0);
  return { ends, within, attempts: ends.served + ends["timed out"] + ends.failed + ends.refused };
}

const LOSS = 0.2;
const lose = (world: World) => world.network("lan").setLoss(LOSS);

/** One way, with waits of 1, 2, 4 s before a piece is sent again: how late it is, and how probable that is. */
const LATE = [0, 1, 3, 7].map((seconds, lost) => ({ seconds, weight: (1 - LOSS) * [1, 0.2, 0.04, 0.008][lost]! }));

/** Probability that both ways together take no longer than this. */
const bothWithin = (limit: number) =>
  LATE.flatMap((one) =>
    LATE.filter(({ seconds }) => one.seconds + seconds <= limit).map((two) => one.weight * two.weight),
  );

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("requests over a network that loses one piece in five", () => {
  const { ends, within, attempts } = seen(plainSpec("requests"), lose);
  const deviation = (share: number) => 4 * Math.sqrt((share * (1 - share)) / attempts);

  test("are served in time as often as pieces that are sent again get through", () => {
    // Service takes an exponential time with mean 160 ms: so short that sums of whole seconds decide, but for those just below ten.
    const expected = sum(bothWithin(9));
    expect(attempts).toBeGreaterThan(85_000);
    expect(Math.abs(ends.served / attempts - expected)).toBeLessThan(deviation(expected) + 0.001);
    expect(ends["timed out"]).toBe(attempts - ends.served);
  });

  test("are as fast as ever when nothing of them gets lost, and a second later when one piece does", () => {
    const prompt = within(0.999 * SECOND) / attempts;
    // Of those of whom nothing was lost, e^(-1/0.16) take longer than a second.
    const expected = (1 - LOSS) * (1 - LOSS) * (1 - Math.exp(-0.999 / 0.16));
    expect(Math.abs(prompt - expected)).toBeLessThan(deviation(expected));
  });

  test("come out the same when load is a flow", () => {
    const flow = seen(plainSpec("flow"), lose);
    expect(Math.abs(flow.attempts - 90_000)).toBeLessThan(50);
    expect(flow.ends.served / flow.attempts).toBeCloseTo(ends.served / attempts, 2);
    for (const limit of [0.999, 1.999, 4.999]) {
      expect(flow.within(limit * SECOND) / flow.attempts).toBeCloseTo(within(limit * SECOND) / attempts, 2);
    }
  });
});

test("what is lost on two networks in a row gets through both with the product of the probabilities", () => {
  const spec = smallSpec();
  const [one, two] = spec.hosts;
  const { world } = smallRun({
    ...spec,
    networks: [...spec.networks, { name: "far", latency: 30_000, bandwidth: 1e7 }],
    connectors: [{ name: "router-1", joins: ["lan", "far"] }],
    hosts: [one!, { ...two!, network: "far" }],
  });
  world.network("lan").setLoss(0.1);
  world.network("far").setLoss(0.5);
  const loss = (host: string) => world.post.way({ from: world.place("controller"), to: world.place(host) })?.loss;
  expect(loss("web-1")).toBe(0.1);
  expect(loss("web-2")).toBeCloseTo(1 - 0.9 * 0.5, 12);
  world.network("lan").setLoss(0);
  expect(loss("web-2")).toBe(0.5);
});

describe("a copy between storage systems", () => {
  /** Seconds that 1 GB takes over a link of 10 MB/s. */
  function copying(change: (world: World) => void): number {
    const spec = smallSpec();
    const [array] = spec.arrays;
    const other = { ...array!, name: "array-2", volumes: [], portAdapters: [{ name: "fa-9", bandwidth: 200e6 }] };
    const [one, two] = spec.links;
    const small = { ...array!, volumes: array!.volumes.map((each) => ({ ...each, size: 1e9 })) };
    const { world, kernel, of } = smallRun(
      {
        ...spec,
        arrays: [small, { ...other, diskAdapters: [{ name: "da-9", bandwidth: 200e6 }] }],
        arrayLinks: [{ name: "trunk", joins: ["array-1", "array-2"], bandwidth: 10e6, latency: 1000 }],
        links: [one!, { ...two!, joins: ["web-2", "fa-9"] }],
        services: [],
      },
      null,
    );
    change(world);
    const order = { volume: "shop-data", device: "shop-data", host: "web-2", changedOnly: false, present: false };
    world.replicator.copy(order, { ended: () => {}, lost: () => {} });
    kernel.run(HOUR);
    const [ended] = of("CopyEnded");
    return ended!.at / SECOND;
  }
  const trunk = (world: World) => world.arrayLinks.get("trunk")!;

  test("takes as much longer as bytes are sent again over a lossy link, and as the link is slow", () => {
    expect(copying(() => {})).toBe(100);
    expect(copying((world) => trunk(world).setLoss(0.2))).toBe(125);
    expect(copying((world) => trunk(world).setSlowness(4))).toBe(400);
  });

  test("goes on at its new pace when the link changes meanwhile", () => {
    const slowed = (world: World) => world.kernel.schedule(50 * SECOND, () => trunk(world).setSlowness(3));
    expect(copying(slowed)).toBeCloseTo(50 + 3 * 50, 5);
  });
});

describe("a slow link to the storage", () => {
  test("makes whoever uses it pay, and is noticed by nobody but the users", () => {
    const { world, kernel, of } = smallRun(plainSpec("requests"), smallPolicy());
    const host = world.host("web-1");
    const cost = () => host.storage.access.multipathTo(host.storage.mounted[1]!).next()!;
    const kind = faultKind("slow-link");
    let cure = () => {};
    kernel.schedule(MINUTE, () => (cure = kind.strike(world, "fc-1", { factor: 50 }, 0)));
    kernel.run(2 * MINUTE);
    expect(cost()).toEqual({ latency: 500, bandwidth: 2e6 });
    cure();
    expect(cost()).toEqual({ latency: 10, bandwidth: 100e6 });
    kernel.run(10 * MINUTE);
    expect(of("NoteMade").filter(({ note }) => note.kind === "verdict")).toEqual([]);
  });
});

test("a slow network delays every message, and the controller believes what it sees: reports that stop for a while", () => {
  const { world, kernel, of } = smallRun(plainSpec("requests"), smallPolicy());
  // 200 us become 20 s: the next report comes 20 s late, and a host is suspected after three misses of 5 s.
  kernel.schedule(61 * SECOND, () => void faultKind("slow-link").strike(world, "lan", { factor: 100_000 }, 0));
  kernel.run(2 * MINUTE);
  const verdicts = of("NoteMade").flatMap(({ at, note }) => (note.kind === "verdict" ? [[at, note.verdict]] : []));
  expect(verdicts[0]![0]).toBeGreaterThan(70 * SECOND);
  expect(verdicts[0]![0]).toBeLessThan(81 * SECOND);
  expect(world.host("web-1").health).toBe("healthy");
});

test("an order to a director gets lost on a cut network like any message, and is answered when that is whole", () => {
  const { world, kernel } = smallRun(
    {
      ...smallSpec(),
      networks: [...smallSpec().networks, { name: "edge", latency: 300, bandwidth: 1e8 }],
      directors: [{ name: "director-1", network: "edge" }],
      controller: { networks: ["lan", "edge"] },
    },
    null,
  );
  const told: string[] = [];
  const route = { from: world.place("controller"), to: world.place("director-1") };
  const order = () =>
    world.post.carry(
      route,
      () => told.push(`arrived at ${kernel.now}`),
      () => told.push("lost"),
    );
  kernel.schedule(0, order);
  kernel.schedule(1000, () => world.network("edge").setUp(false));
  kernel.schedule(2000, order);
  kernel.run(SECOND);
  expect(told).toEqual(["arrived at 300", "lost"]);
});
