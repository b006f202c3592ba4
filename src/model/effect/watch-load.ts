/** Has the agent of a host tell of its load; only one that works hears it, and answers. */
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const watchLoad: KindOfAction<"watch-load"> = {
  kind: "watch-load",
  routine: true,
  goesTo: ({ host }) => host,
  perform(world, { host: name, every, judge }, settle, from) {
    const monitor = world.monitors.get(name);
    if (monitor === undefined) return settle(null);
    const { agent, loadMeter } = monitor;
    exchange(world, { from, to: agent.host.place }, settle, (answer, lost) => {
      if (!agent.works) return lost();
      loadMeter.watch(every, judge);
      answer({ status: "done" });
    });
  },
  say: ({ host }) => `have the agent of ${host} tell of its load`,
};
