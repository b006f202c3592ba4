/** Takes a backup of a volume. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const backUp: KindOfAction<"back-up"> = {
  kind: "back-up",
  over: "management",
  perform(world, { volume: name }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      const { backups } = world.volume(name);
      if (backups === null) return answer({ status: "failed", why: `${name} has no backup` });
      backups.take((why) => answer(why === null ? { status: "done" } : { status: "failed", why }));
    });
  },
  say: ({ volume }) => `back ${volume} up`,
};
