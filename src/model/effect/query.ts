/** Asks a host over the network how it is; a host that does not work, or cannot be reached, does not answer. */
import { exchange } from "./exchange.js";
import type { Performer } from "./performer.js";

export const query: Performer<"query"> = (world, { host: name }, settle, from) => {
  const host = world.host(name);
  exchange(world, { from, to: host.place }, settle, (answer, lost) => {
    if (!host.running) return lost();
    answer({ status: "done", found: { what: "stage", stage: host.life.stage } });
  });
};
