/** What people do: come when they are called, pull a plug, move cables; they are called, and call back, over the management path. */
import { exchangeByManagement } from "./exchange.js";
import type { Performer } from "./performer.js";

export const page: Performer<"page"> = (world, { subject }, settle) => {
  exchangeByManagement(world, settle, (answer) => world.operator.page(subject, () => answer({ status: "done" })));
};

/** The person stands before the machine: this takes no time beside that of coming. */
export const unplug: Performer<"unplug"> = (world, { host, briefly }, settle) => {
  exchangeByManagement(world, settle, (answer) => {
    const { power } = world.host(host);
    power.setPlugged(false);
    if (briefly === true) power.setPlugged(true);
    answer({ status: "done" });
  });
};

export const moveCables: Performer<"move-cables"> = (world, { from, to }, settle) => {
  exchangeByManagement(world, settle, (answer) =>
    world.operator.moveCables(from, to, () => answer({ status: "done" })),
  );
};
