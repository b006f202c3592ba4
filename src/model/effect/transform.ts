/** Copies what changed of a volume, converted for the platform of a host. */
import { newDevice, order } from "./storage-order.js";
import { sayGiven } from "./write-identity.js";
import type { KindOfAction } from "./kind-of-action.js";

export const transform: KindOfAction<"transform"> = {
  kind: "transform",
  over: "management",
  perform(world, { volume, device, to: host, ahead, rate, asHelper, identity }, settle) {
    const into = { by: "engine", rate } as const;
    const transformed = {
      volume,
      device,
      host,
      changedOnly: true,
      present: !ahead,
      into,
      ...(asHelper && { asHelper }),
      ...(identity && { identity }),
    };
    order(world, settle, (answer) => world.replicator.copy(transformed, answer));
  },
  say: ({ volume, to, identity }, { hosts }) => `copy ${volume} for ${to} and convert it${sayGiven(identity, hosts)}`,
  finds: newDevice,
};
