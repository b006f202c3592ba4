/** Reads the counters of a host. */
import { countersOf } from "../load/counters.js";
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const measure: KindOfAction<"measure"> = {
  kind: "measure",
  routine: true,
  goesTo: ({ host }) => host,
  perform(world, { host: name }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      if (!host.running) return lost();
      answer({ status: "done", found: { what: "counters", counters: countersOf(host) } });
    });
  },
  say: ({ host }) => `read the counters of ${host}`,
};
