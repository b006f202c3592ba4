/** Switches a relay, and reads the position of its contacts: over the management path. */
import { exchangeByManagement } from "./exchange.js";
import type { Performer } from "./performer.js";

export const switchRelay: Performer<"switch-relay"> = (world, { relay: name, to }, settle) => {
  const relay = world.relay(name);
  exchangeByManagement(world, settle, (answer, lost) => {
    if (!relay.reachable) return lost();
    relay.command(to, () => (relay.reachable ? answer({ status: "done" }) : lost()));
  });
};

export const readRelay: Performer<"read-relay"> = (world, { relay: name }, settle) => {
  const relay = world.relay(name);
  exchangeByManagement(world, settle, (answer, lost) => {
    if (!relay.reachable) return lost();
    relay.read((contacts) =>
      relay.reachable ? answer({ status: "done", found: { what: "relay", contacts } }) : lost(),
    );
  });
};
