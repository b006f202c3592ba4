/** Switches a relay, and reads the position of its contacts: over a command path of its own. */
import type { Performer } from "./performer.js";

export const switchRelay: Performer<"switch-relay"> = (world, { relay, to }, settle) => {
  world.relay(relay).command(to, () => settle({ status: "done" }));
};

export const readRelay: Performer<"read-relay"> = (world, { relay }, settle) => {
  world.relay(relay).read((contacts) => settle({ status: "done", found: { what: "relay", contacts } }));
};
