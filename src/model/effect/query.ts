/** Asks a host over the network how it is; one that does not work, or cannot be reached, does not answer. Its console answers before it is online, and until it is down. */
import type { BrokenPart } from "../../control/index.js";
import type { Host } from "../host.js";
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const query: KindOfAction<"query"> = {
  kind: "query",
  routine: true,
  goesTo: ({ host }) => host,
  perform(world, { host: name, asks = [], atConsole }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      if (atConsole === true ? !host.answersConsole : !host.running) return lost();
      const status = asks.includes("status") ? { broken: brokenIn(host) } : {};
      const pace = asks.includes("performance") ? { slowness: host.slowness } : {};
      answer({ status: "done", found: { what: "stage", stage: host.life.stage, ...status, ...pace } });
    });
  },
  say: ({ host }) => `ask ${host} how it is`,
  /** It answers at once. */
  takes: () => 0,
  finds: () => ({ what: "stage", stage: "online" }),
};

/** What the host itself sees that is broken of it. */
function brokenIn({ reach, storage }: Host): readonly BrokenPart[] {
  const parts = reach.saidBroken.map((component) => ({ component, message: "does not work" }));
  return storage.trouble === null ? parts : [...parts, storage.trouble];
}
