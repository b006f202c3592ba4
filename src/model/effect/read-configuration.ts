/** Reads what a host is made of over its console, which answers in standalone too; what is off or dead says nothing. */
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const readConfiguration: KindOfAction<"read-configuration"> = {
  kind: "read-configuration",
  goesTo: ({ host }) => host,
  perform(world, { host: name }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      if (!host.answersConsole) return lost();
      const { platform } = host;
      const { current: identity } = host.identity;
      answer({ status: "done", found: { what: "configuration", platform, identity } });
    });
  },
  say: ({ host }) => `record the configuration of ${host}`,
};
