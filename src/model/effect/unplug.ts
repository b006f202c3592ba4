/** A person pulls the plug of a host; they stand before it, so this takes no time beside that of coming. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const unplug: KindOfAction<"unplug"> = {
  kind: "unplug",
  perform(world, { host, briefly }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      world.host(host).power.pull(briefly === true);
      answer({ status: "done" });
    });
  },
  say: ({ host }) => `somebody pulls the plug of ${host}`,
  takes: () => 0,
};
