/** Switches a relay, over the way that leads to it. */
import { exchangeWithRelay } from "./exchange.js";
import { byModem, dialled, forAllOn, relayIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const switchRelay: KindOfAction<"switch-relay"> = {
  kind: "switch-relay",
  over: "relay",
  perform(world, { relay: name, to }, settle) {
    const relay = world.relay(name);
    exchangeWithRelay(world, name, settle, (answer, lost) => {
      if (!relay.reachable) return lost();
      relay.command(to, () => (relay.reachable ? answer({ status: "done" }) : lost()));
    });
  },
  say: ({ relay, to }, spec) => `switch ${relay} ${to}${forAllOn(relay, spec)}${byModem(relay, spec)}`,
  takes: ({ relay: name }, spec) => {
    const relay = relayIn(spec, name);
    return relay === undefined ? null : dialled(relay) + relay.switching.mean;
  },
};
