/** Orders a host to shut down; one that hangs or is dead never hears it, and one that dies over it never answers. */
import { exchange } from "./exchange.js";
import type { Performer } from "./performer.js";

export const orderShutdown: Performer<"order-shutdown"> = (world, { host: name }, settle, from) => {
  const host = world.host(name);
  exchange(world, { from, to: host.place }, settle, (answer, lost) => {
    host.life.shutDown((end) => {
      if (end === "done") answer({ status: "done", found: { what: "stage", stage: "standalone" } });
      else lost();
    });
  });
};
