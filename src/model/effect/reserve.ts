/** Asks the controller that moves services for a host, or gives it back. */
import type { Performer } from "./performer.js";

export const reserve: Performer<"reserve"> = (world, { host, service }, settle) => {
  if (world.liaison === null) return settle({ status: "failed", why: "there is nobody to be asked" });
  world.liaison.ask(host, service, settle);
};
