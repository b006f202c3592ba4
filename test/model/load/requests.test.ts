import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RequestListener, World, WorldSpec } from "../../../src/model/index.js";
import { constant, exponential } from "../../../src/sim/index.js";
import { type Micros, MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { plan, schedules } from "../fault-schedule.js";
import { smallRun, smallSpec, type SmallRun } from "../small-world.js";

const MODULUS = 4_294_967_296;

/** A small world with little patience: short boots, short timeouts, retries that wait longer than the timeout, small queues. */
function hastySpec(hung?: "kept"): WorldSpec {
  const spec = smallSpec();
  const boot = {
    diagnostics: constant(SECOND),
    standalone: constant(SECOND / 2),
    online: constant(SECOND),
    auto: true,
  };
  const hosts = spec.hosts.map((host) => ({
    ...host,
    boot,
    power: "on" as const,
    shutdown: constant(SECOND),
    flush: 700 * MILLISECOND,
    serves: { rate: 100, concurrency: 3, queue: 5, time: exponential(30 * MILLISECOND), ...(hung && { hung }) },
  }));
  const [shop] = spec.services;
  const load = { ...shop!.load!, timeout: 300 * MILLISECOND, retry: { times: 2, backoff: 450 * MILLISECOND } };
  return { ...spec, hosts, services: [{ ...shop!, load }] };
}

/** Follows the requests by what their users are told. */
class Users implements RequestListener {
  asked = 0;
  attempts = 0;
  ends = 0;
  settled = 0;
  readonly latencies: Micros[] = [];

  issued(_service: number, _class: number, _at: Micros, isRetry: boolean): void {
    this.attempts += 1;
    if (!isRetry) this.asked += 1;
  }

  ended(_service: number, _class: number, end: string, _at: Micros, latency: Micros, final: boolean): void {
    this.ends += 1;
    if (final) this.settled += 1;
    if (end === "served") this.latencies.push(latency);
  }

  flowed(): void {
    throw new Error("no load is a flow here");
  }
}

function expectBalance({ of }: SmallRun): void {
  for (const audit of of("RequestsAudited")) {
    const { issued, served, failed, timedOut, refused, open, fingerprint, hosts } = audit;
    expect(served + failed + timedOut + refused + open).toBe(issued);
    expect((fingerprint.ended + fingerprint.open) % MODULUS).toBe(fingerprint.issued);
    for (const { received, queued, inService, completed, turnedAway, dropped } of hosts) {
      expect(queued + inService + completed + turnedAway + dropped).toBe(received);
      expect(inService).toBeLessThanOrEqual(3);
      expect(queued).toBeLessThanOrEqual(5);
    }
  }
}

/** Who should serve, worked out anew. */
function serverNow(world: World): string | null {
  const [service] = world.services;
  const holder = world.network("lan").holderOf(service!.address);
  const directed = world.directors.get("director-1")!.up;
  return directed && holder !== null && holder.storage.serviceObstacle(service!) === null ? holder.name : null;
}

describe("requests", () => {
  it.each([undefined, "kept"] as const)(
    "are conserved and answered once, whatever happens to hosts (hung: %s), networks and storage",
    (hung) => {
      const instant = fc.integer({ min: 1, max: 12 * SECOND });
      const length = fc.integer({ min: 1, max: 5 * SECOND });
      fc.assert(
        fc.property(schedules(instant, length, 15), (strokes) => {
          const run = smallRun(hastySpec(hung), null);
          const { world, kernel } = run;
          const users = new Users();
          world.requestListener = users;
          plan(world, strokes);
          for (const { at } of strokes)
            kernel.schedule(at, () => expect(world.services[0]!.primary?.name ?? null).toBe(serverNow(world)));
          kernel.schedule(20 * SECOND, () => world.traffic.clientOf("shop")!.arrivals.setFactor(0));
          kernel.run(MINUTE);
          world.traffic.audit();
          expectBalance(run);
          const client = world.traffic.clientOf("shop")!;
          expect([client.issued, client.open]).toEqual([users.attempts, 0]);
          expect(users.attempts).toBe(users.ends);
          expect(users.asked).toBe(users.settled);
          expect(users.attempts).toBeGreaterThan(users.asked / 2);
          // What hangs for good still holds its requests; nobody else does.
          const hanging = ["web-1", "web-2"].map((name) => world.host(name).server.load);
          expect(world.requests.inUse).toBe(hanging[0]! + hanging[1]!);
          for (const latency of users.latencies)
            expect(latency).toBeLessThanOrEqual(3 * 300 * MILLISECOND + 2 * 450 * MILLISECOND);
        }),
        { numRuns: 50 },
      );
    },
  );

  it("that a cut network keeps from being answered time out, though the host has done them", () => {
    const spec = smallSpec();
    const run = smallRun(spec, null);
    const { world, kernel } = run;
    kernel.schedule(10 * SECOND, () => world.network("lan").setUp(false));
    kernel.schedule(30 * SECOND, () => world.traffic.clientOf("shop")!.arrivals.setFactor(0));
    kernel.run(10 * SECOND);
    const { open, ended } = world.traffic.clientOf("shop")!;
    const served = ended.served;
    expect(open).toBeGreaterThan(0);
    kernel.run(MINUTE);
    expect(ended.served).toBe(served);
    expect(ended["timed out"]).toBe(open);
    // Nobody was there to take the later ones.
    expect(ended.failed).toBeGreaterThan(0);
    expect(world.host("web-1").server.completed).toBe(served + open);
  });

  it("that need storage are turned away while the link to it is cut, and not served faster", () => {
    const run = smallRun(smallSpec(), null);
    const { world, kernel } = run;
    kernel.run(10 * SECOND);
    const { server } = world.host("web-1");
    const { load, completed } = server;
    expect(load).toBeGreaterThan(0);
    // Some are on the wire still: they find no storage.
    world.traffic.clientOf("shop")!.arrivals.setFactor(100);
    kernel.run(10 * SECOND + 500);
    const received = server.received;
    world.links.get("fc-1")!.setUp(false);
    kernel.run(40 * SECOND);
    expect(server.turnedAway).toBe(server.received - received);
    expect(server.turnedAway).toBeGreaterThan(0);
    expect(server.completed).toBe(received);
    expect(completed).toBeLessThan(received);
    expect(world.traffic.clientOf("shop")!.ended.refused).toBe(server.turnedAway);
  });

  it("take as long as the wire, the work and the storage: by hand", () => {
    const spec = smallSpec();
    const users = new Users();
    const serves = { rate: 10, concurrency: 1, queue: 9, time: constant(100 * MILLISECOND) };
    const load = { ...spec.services[0]!.load!, classes: [{ name: "browse", share: 1, shareable: true, size: 8192 }] };
    const { world, kernel } = smallRun(
      { ...spec, hosts: spec.hosts.map((host) => ({ ...host, serves })), services: [{ ...spec.services[0]!, load }] },
      null,
    );
    world.requestListener = users;
    world.traffic.clientOf("shop")!.arrivals.setFactor(0.02);
    kernel.run(10 * MINUTE);
    // 200 us there, 100 ms of work, 10 us of link, 8192 bytes at 100 MB/s (81.92 us), 200 us back.
    const fastest = Math.min(...users.latencies);
    expect(fastest).toBe(200 + 100_000 + Math.round(10 + 81.92) + 200);
    expect(users.latencies.filter((latency) => latency === fastest).length).toBeGreaterThan(users.asked * 0.7);
  });
});
