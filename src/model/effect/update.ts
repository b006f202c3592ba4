/** Brings the copy that a host has of a volume up to date by what changed. */
import { newDevice, order } from "./storage-order.js";
import { sayGiven } from "./write-identity.js";
import type { KindOfAction } from "./kind-of-action.js";

export const update: KindOfAction<"update"> = {
  kind: "update",
  over: "management",
  perform(world, { volume, device, to: host, ahead, identity }, settle) {
    const updated = { volume, device, host, changedOnly: true, present: !ahead, ...(identity && { identity }) };
    order(world, settle, (answer) => world.replicator.copy(updated, answer));
  },
  say: ({ volume, to, identity }, { hosts }) => `copy what changed of ${volume} for ${to}${sayGiven(identity, hosts)}`,
  finds: newDevice,
};
