/** Asks a host over the network how it is; a host that does not work, or cannot be reached, does not answer. */
import type { Performer } from "./performer.js";

export const query: Performer<"query"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const latency = world.controlLatency(host);
  world.kernel.after(latency, () => {
    if (!host.running || !world.networkOf(host).up) return settle(null);
    const { stage } = host;
    world.kernel.after(latency, () => settle({ status: "done", found: { what: "stage", stage } }));
  });
};
