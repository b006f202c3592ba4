import { describe, expect, it } from "vitest";
import {
  constant,
  drawMicros,
  exponential,
  interrupt,
  type Interruption,
  Kernel,
  KernelError,
  ProcessorSharing,
  Resource,
  start,
  Streams,
  within,
  TIMED_OUT,
  type Activity,
  type Claim,
  type Distribution,
} from "../../src/sim/index.js";

const SECOND = 1_000_000;

describe("a resource", () => {
  it("grants its units in order of priority, then of arrival, and counts", () => {
    const kernel = new Kernel();
    const resource = new Resource(kernel, 2);
    const log: string[] = [];
    const customer = (name: string, priority: number): void => {
      resource.claim(
        (claim) => {
          log.push(`${kernel.now} ${name}`);
          kernel.after(10, () => resource.release(claim));
        },
        { priority },
      );
    };
    for (const [name, priority] of [
      ["a", 5],
      ["b", 5],
      ["c", 5],
      ["d", 5],
      ["e", 1],
    ] as const)
      customer(name, priority);
    expect([resource.busy, resource.queueLength]).toEqual([2, 3]);
    kernel.run(40);
    expect(log).toEqual(["0 a", "0 b", "10 e", "10 c", "20 d"]);
    expect([resource.busy, resource.queueLength]).toEqual([0, 0]);
    expect(resource.utilisation).toBe(50 / 80);
    expect(resource.meanQueueLength).toBe((3 * 10 + 1 * 10) / 40);
  });

  it("lets a claim be withdrawn while it waits, and released twice without harm", () => {
    const kernel = new Kernel();
    const resource = new Resource(kernel, 1);
    const granted: string[] = [];
    const first = resource.claim(() => granted.push("first"));
    const second = resource.claim(() => granted.push("second"));
    resource.claim(() => granted.push("third"));
    resource.release(second);
    expect(resource.queueLength).toBe(1);
    resource.release(first);
    resource.release(first);
    expect([granted, resource.busy, resource.queueLength]).toEqual([["first", "third"], 1, 0]);
  });

  it("takes a unit from the least urgent preemptible holder, which may claim again at once", () => {
    const kernel = new Kernel();
    const resource = new Resource(kernel, 2);
    const log: string[] = [];
    const low = (name: string, priority: number): Claim =>
      resource.claim(() => log.push(`${name} in`), {
        priority,
        preempted: () => {
          log.push(`${name} out`);
          low(`${name}'`, priority);
        },
      });
    low("five", 5);
    low("nine", 9);
    const urgent = resource.claim(() => log.push("urgent in"), { priority: 1 });
    resource.claim(() => log.push("equal in"), { priority: 5 });
    expect(log).toEqual(["five in", "nine in", "urgent in", "nine out"]);
    resource.release(urgent);
    expect(log.slice(4)).toEqual(["equal in"]);
    expect([resource.busy, resource.queueLength]).toEqual([2, 1]);
  });

  it("is acquired by processes, given up on time-out, and lost by preemption", () => {
    const kernel = new Kernel();
    const resource = new Resource(kernel, 1);
    const log: string[] = [];
    const say = (what: string): void => void log.push(`${kernel.now} ${what}`);
    const holder = start(
      kernel,
      (function* (): Activity {
        yield* resource.acquire({ priority: 9, preempted: () => interrupt(holder, "preempted") });
        try {
          yield 100;
        } catch (error) {
          say(String((error as Interruption).reason));
        }
      })(),
    );
    start(
      kernel,
      (function* (): Activity {
        if ((yield* within(20, resource.acquire({ priority: 9 }))) === TIMED_OUT) say("gave up");
        const claim = yield* resource.acquire({ priority: 1 });
        say("in");
        yield 5;
        resource.release(claim);
      })(),
    );
    kernel.run(1000);
    expect(log).toEqual(["20 gave up", "20 in", "20 preempted"]);
    expect([resource.busy, resource.queueLength]).toEqual([0, 0]);
  });

  it.each([0, -1, 1.5, NaN])("cannot have %d units", (capacity) => {
    expect(() => new Resource(new Kernel(), capacity)).toThrow(KernelError);
  });
});

describe("processor sharing", () => {
  it("gives each job its share: by hand", () => {
    const kernel = new Kernel();
    const sharing = new ProcessorSharing(kernel);
    const log: string[] = [];
    const serve = (name: string, work: number): void =>
      void sharing.serve(work, () => log.push(`${kernel.now} ${name}`));
    serve("a", 100); // alone to 20: 80 left; shared to 120: 30 left after b; done at 150
    kernel.schedule(20, () => serve("b", 50)); // shared with a: done at 120
    kernel.run(1000);
    expect(log).toEqual(["120 b", "150 a"]);
    expect(sharing.utilisation).toBe(0.15);
    expect(sharing.meanSize).toBe((150 + 100) / 1000);
  });

  it("serves as many jobs at full speed as there are servers", () => {
    const kernel = new Kernel();
    const sharing = new ProcessorSharing(kernel, 2);
    const done: number[] = [];
    for (const work of [100, 100, 100]) sharing.serve(work, () => done.push(kernel.now));
    kernel.run(1000);
    for (const work of [100, 50]) sharing.serve(work, () => done.push(kernel.now));
    kernel.run(2000);
    expect(done).toEqual([150, 150, 150, 1050, 1100]);
  });

  it("heeds its speed, stands still at 0, and forgets withdrawn jobs", () => {
    const kernel = new Kernel();
    const sharing = new ProcessorSharing(kernel);
    const done: string[] = [];
    sharing.serve(100, () => done.push(`${kernel.now} a`));
    const withdrawn = sharing.serve(10, () => done.push("never"));
    sharing.withdraw(withdrawn);
    sharing.withdraw(withdrawn);
    kernel.schedule(50, () => (sharing.speed = 0));
    kernel.schedule(80, () => (sharing.speed = 0.5));
    kernel.run(1000);
    expect(done).toEqual(["180 a"]);
    expect([sharing.size, sharing.utilisation]).toEqual([0, 0.18]);
    expect(() => (sharing.speed = -1)).toThrow(KernelError);
  });

  it("serves a process that is interrupted no longer", () => {
    const kernel = new Kernel();
    const sharing = new ProcessorSharing(kernel);
    const process = start(
      kernel,
      (function* (): Activity {
        yield* sharing.use(100);
      })(),
    );
    kernel.schedule(10, () => process.interrupt());
    kernel.run(20);
    expect([sharing.size, process.isAlive]).toEqual([0, false]);
  });
});

/** Sojourn times in seconds of customers that arrive at a rate and are served by `serve`. */
function sojourns(
  customers: number,
  rate: number,
  service: Distribution,
  serve: (kernel: Kernel) => (work: number, done: () => void) => void,
): { times: Float64Array; kernel: Kernel } {
  const kernel = new Kernel();
  const streams = new Streams(12);
  const [arrivals, services] = [streams.stream("arrival"), streams.stream("service")];
  const gap = exponential(SECOND / rate);
  const server = serve(kernel);
  const times = new Float64Array(customers);
  let arrived = 0;
  let served = 0;
  const arrive = (): void => {
    const since = kernel.now;
    server(drawMicros(service, services), () => (times[served++] = (kernel.now - since) / SECOND));
    if (++arrived < customers) kernel.after(drawMicros(gap, arrivals), arrive);
  };
  kernel.after(drawMicros(gap, arrivals), arrive);
  // The last customer ends the run before the horizon: time integrals go on to its departure only.
  while (served < customers) kernel.run(kernel.now + 10 * SECOND);
  return { times, kernel };
}

const mean = (times: Float64Array): number => times.reduce((sum, time) => sum + time, 0) / times.length;

function queued(kernel: Kernel, resource: Resource): (work: number, done: () => void) => void {
  return (work, done) => {
    resource.claim((claim) => {
      kernel.after(work, () => {
        resource.release(claim);
        done();
      });
    });
  };
}

describe("queueing theory", () => {
  const exponentialSecond = exponential(SECOND);

  it("M/M/1 at ρ = 0.8: W 5, L 4, p95 14.9787, p99 23.0259", () => {
    let resource!: Resource;
    const n = 2_000_000;
    const { times } = sojourns(n, 0.8, exponentialSecond, (kernel) =>
      queued(kernel, (resource = new Resource(kernel))),
    );
    // The mean of n waits in M/M/1 has the asymptotic variance ρ(2+5ρ−4ρ²+ρ³)/(1−ρ)⁴/n (Daley 1968): 0.0314² here.
    const deviation = Math.sqrt((0.8 * (2 + 4 - 2.56 + 0.512)) / 0.0016 / n);
    expect(Math.abs(mean(times) - 5)).toBeLessThan(3.3 * deviation);
    expect(Math.abs(resource.meanQueueLength + resource.utilisation - 4)).toBeLessThan(0.1);
    expect(Math.abs(resource.utilisation - 0.8)).toBeLessThan(0.005);
    times.sort((a, b) => a - b);
    expect(Math.abs(times[Math.floor(0.95 * n)]! / 14.9787 - 1)).toBeLessThan(0.03);
    expect(Math.abs(times[Math.floor(0.99 * n)]! / 23.0259 - 1)).toBeLessThan(0.05);
  });

  it.each([
    [2, 1.6, 1.777778],
    [4, 3.2, 0.745541],
    [8, 6.4, 0.286028],
  ])("Erlang C: %d servers at %d erlang make wait %d", (servers, rate, wait) => {
    const { times } = sojourns(500_000, rate, exponentialSecond, (kernel) =>
      queued(kernel, new Resource(kernel, servers)),
    );
    expect(Math.abs((mean(times) - 1) / wait - 1)).toBeLessThan(0.05);
  });

  it("M/M/1 and M/D/1 with processor sharing at ρ = 0.8 both take 5 on average", () => {
    for (const service of [exponentialSecond, constant(SECOND)]) {
      const { times } = sojourns(300_000, 0.8, service, (kernel) => {
        const sharing = new ProcessorSharing(kernel);
        return (work, done) => sharing.serve(work, done);
      });
      expect(Math.abs(mean(times) / 5 - 1)).toBeLessThan(0.05);
    }
  });

  it("Pollaczek and Khinchine: M/D/1 at ρ = 0.8 waits 2", () => {
    const { times } = sojourns(500_000, 0.8, constant(SECOND), (kernel) => queued(kernel, new Resource(kernel)));
    expect(Math.abs((mean(times) - 1) / 2 - 1)).toBeLessThan(0.03);
  });
});
