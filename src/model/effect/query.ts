/** Asks a host over the network how it is; one that does not work, or cannot be reached, does not answer. */
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const query: KindOfAction<"query"> = {
  kind: "query",
  routine: true,
  perform(world, { host: name }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      if (!host.running) return lost();
      answer({ status: "done", found: { what: "stage", stage: host.life.stage } });
    });
  },
  say: ({ host }) => `ask ${host} how it is`,
};
