/** Has a name server name another address for a service; one that does not work neither hears nor answers. */
import { sayLength } from "../../units/index.js";
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const registerName: KindOfAction<"register-name"> = {
  kind: "register-name",
  goesTo: ({ server }) => server,
  perform(world, { server: name, service, address }, settle, from) {
    const server = world.nameServers.get(name);
    if (server === undefined) return settle({ status: "failed", why: `there is no name server ${name}` });
    exchange(world, { from, to: server.place }, settle, (answer, lost) => {
      if (!server.up) return lost();
      server.register(service, address);
      answer({ status: "done" });
    });
  },
  say: ({ server, service, address, ttl }) =>
    `have ${server} name ${address} for ${service}: users find out within ${sayLength(ttl)}`,
  takes: () => 0,
};
