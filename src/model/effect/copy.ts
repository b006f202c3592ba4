/** Copies the device of a volume to one that a host can reach. */
import { newDevice, order } from "./storage-order.js";
import { sayGiven } from "./write-identity.js";
import type { KindOfAction } from "./kind-of-action.js";

export const copy: KindOfAction<"copy"> = {
  kind: "copy",
  over: "management",
  perform(world, { volume, device, to: host, on, beside, asHelper, identity }, settle) {
    const copied = {
      volume,
      device,
      host,
      changedOnly: false,
      present: true,
      ...(on !== undefined && { on }),
      ...(beside && { beside }),
      ...(asHelper && { asHelper }),
      ...(identity && { identity }),
    };
    order(world, settle, (answer) => world.replicator.copy(copied, answer));
  },
  say: ({ volume, to, beside, identity }, { hosts }) =>
    `copy ${volume} for ${to}${beside === true ? ", beside what it has itself" : ""}${sayGiven(identity, hosts)}`,
  finds: newDevice,
};
