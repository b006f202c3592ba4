/** Orders a host to shut down; one that hangs or is dead never hears it, and one that dies over it never answers. */
import { exchange } from "./exchange.js";
import { hostIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const orderShutdown: KindOfAction<"order-shutdown"> = {
  kind: "order-shutdown",
  goesTo: ({ host }) => host,
  perform(world, { host: name }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      host.life.shutDown((end) => {
        if (end === "done") answer({ status: "done", found: { what: "stage", stage: "standalone" } });
        else lost();
      });
    });
  },
  say: ({ host }) => `order ${host} to shut down`,
  /** One that waits in standalone has nothing to end. */
  takes({ host: name }, spec) {
    const host = hostIn(spec, name);
    return host === undefined ? null : host.power === "standalone" ? 0 : host.shutdown.mean;
  },
  finds: () => ({ what: "stage", stage: "standalone" }),
};
