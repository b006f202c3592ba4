/** Reads the position of the contacts of a relay, over the way that leads to it. */
import { exchangeWithRelay } from "./exchange.js";
import { byModem, dialled, relayIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const readRelay: KindOfAction<"read-relay"> = {
  kind: "read-relay",
  over: "relay",
  perform(world, { relay: name }, settle) {
    const relay = world.relay(name);
    exchangeWithRelay(world, name, settle, (answer, lost) => {
      if (!relay.reachable) return lost();
      relay.read((contacts) =>
        relay.reachable ? answer({ status: "done", found: { what: "relay", contacts } }) : lost(),
      );
    });
  },
  say: ({ relay }, spec) => `read ${relay} back${byModem(relay, spec)}`,
  takes: ({ relay: name }, spec) => {
    const relay = relayIn(spec, name);
    return relay === undefined ? null : dialled(relay) + relay.reading.mean;
  },
  finds: () => ({ what: "relay", contacts: "open" }),
};
