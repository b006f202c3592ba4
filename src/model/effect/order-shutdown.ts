/** Orders a host to shut down; one that hangs or is dead never hears it. */
import type { Performer } from "./performer.js";

export const orderShutdown: Performer<"order-shutdown"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const latency = world.controlLatency(host);
  world.kernel.after(latency, () => {
    if (!host.answersConsole || !world.networkOf(host).up) return settle(null);
    host.shutDown((end) => {
      if (end !== "done") return settle(null);
      world.kernel.after(latency, () => settle({ status: "done", found: { what: "stage", stage: "standalone" } }));
    });
  });
};
