/** Reads the position of the contacts of a relay, over the management path. */
import { exchangeByManagement } from "./exchange.js";
import { relayIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const readRelay: KindOfAction<"read-relay"> = {
  kind: "read-relay",
  perform(world, { relay: name }, settle) {
    const relay = world.relay(name);
    exchangeByManagement(world, settle, (answer, lost) => {
      if (!relay.reachable) return lost();
      relay.read((contacts) =>
        relay.reachable ? answer({ status: "done", found: { what: "relay", contacts } }) : lost(),
      );
    });
  },
  say: ({ relay }) => `read ${relay} back`,
  takes: ({ relay }, spec) => relayIn(spec, relay)?.reading.mean ?? null,
  finds: () => ({ what: "relay", contacts: "open" }),
};
