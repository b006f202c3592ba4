/** What people do: come when they are called, pull a plug, move cables. */
import type { Performer } from "./performer.js";

export const page: Performer<"page"> = (world, { subject }, settle) => {
  world.operator.page(subject, () => settle({ status: "done" }));
};

/** The person stands before the machine: this takes no time beside that of coming. */
export const unplug: Performer<"unplug"> = (world, { host, briefly }, settle) => {
  const { power } = world.host(host);
  power.setPlugged(false);
  if (briefly === true) power.setPlugged(true);
  settle({ status: "done" });
};

export const moveCables: Performer<"move-cables"> = (world, { from, to }, settle) => {
  world.operator.moveCables(from, to, () => settle({ status: "done" }));
};
