/** Switches a relay, over the management path. */
import { exchangeByManagement } from "./exchange.js";
import { relayIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const switchRelay: KindOfAction<"switch-relay"> = {
  kind: "switch-relay",
  perform(world, { relay: name, to }, settle) {
    const relay = world.relay(name);
    exchangeByManagement(world, settle, (answer, lost) => {
      if (!relay.reachable) return lost();
      relay.command(to, () => (relay.reachable ? answer({ status: "done" }) : lost()));
    });
  },
  say: ({ relay, to }) => `switch ${relay} ${to}`,
  takes: ({ relay }, spec) => relayIn(spec, relay)?.switching.mean ?? null,
};
