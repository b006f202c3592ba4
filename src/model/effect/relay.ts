/** Switches a relay, and reads the position of its contacts: over a command path of its own. */
import type { Performer } from "./performer.js";

export const switchRelay: Performer<"switch-relay"> = (world, { relay, to }, settle) => {
  const found = world.relay(relay);
  if (!found.reachable) return settle(null);
  found.command(to, () => settle(found.reachable ? { status: "done" } : null));
};

export const readRelay: Performer<"read-relay"> = (world, { relay }, settle) => {
  const found = world.relay(relay);
  if (!found.reachable) return settle(null);
  found.read((contacts) => settle(found.reachable ? { status: "done", found: { what: "relay", contacts } } : null));
};
