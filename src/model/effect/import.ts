/** What was exported for a host is imported into its own format. */
import { newDevice, order } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const importData: KindOfAction<"import"> = {
  kind: "import",
  over: "management",
  perform(world, { volume, device, to: host, rate }, settle) {
    const imported = {
      volume,
      device,
      host,
      changedOnly: false,
      present: true,
      into: { by: "application", rate } as const,
    };
    order(world, settle, (answer) => world.replicator.copy(imported, answer));
  },
  say: ({ volume, to }) => `import what was exported of ${volume} for ${to}`,
  finds: newDevice,
};
