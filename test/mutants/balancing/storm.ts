/** A service that is hit by a spike of load: with patient users it recovers, with a storm of retries it does not. */
import { startMachine, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { faultKind } from "../../../src/scenario/fault/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { MINUTE, SECOND } from "../../../src/units/index.js";
import { poolSpec } from "./trial.js";

const DURATION = 65 * MINUTE;

/** What recovers-after-trigger finds. @param times how often users try again; `queue` how many may wait at a host */
export function stormyTrial({ times, queue }: { readonly times: number; readonly queue: number }): InvariantResult {
  const calm = poolSpec();
  const spec = {
    ...calm,
    hosts: calm.hosts.map((host) => ({ ...host, serves: { ...host.serves, queue } })),
    services: calm.services.slice(0, 1).map((service) => ({
      ...service,
      load: {
        ...service.load!,
        rate: { stretch: () => ({ rate: 7, until: Infinity }), peak: 7 },
        retry: { times, backoff: 0 },
        timeout: 2 * SECOND,
      },
    })),
  };
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(7), spec, startMachine);
  const observation = observe({ spec, duration: DURATION, warmUp: 0, replication: 0 });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  world.start();
  const told = { fault: "spike toys", effect: "spike", target: "toys" };
  for (const minute of [1, 14, 51]) kernel.schedule(minute * MINUTE, () => world.traffic.audit());
  kernel.schedule(15 * MINUTE, () => {
    world.record({ kind: "FaultInjected", ...told });
    const cure = faultKind("spike").strike(world, "toys", { x: 4, ramp: 0 }, 0);
    kernel.after(5 * MINUTE, () => {
      cure();
      world.record({ kind: "FaultCleared", ...told });
    });
  });
  kernel.run(DURATION);
  world.traffic.audit();
  const found = observation.finish(DURATION).invariants.find(({ name }) => name === "recovers-after-trigger");
  if (found === undefined) throw new Error("there is no invariant recovers-after-trigger");
  return found;
}
