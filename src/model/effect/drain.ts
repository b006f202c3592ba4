/** Waits until a host has answered everything that was sent to it. */
import { MILLISECOND } from "../../units/index.js";
import type { KindOfAction } from "./kind-of-action.js";

/** How often it is looked whether it has. */
const LOOK = 100 * MILLISECOND;

export const drain: KindOfAction<"drain"> = {
  kind: "drain",
  perform(world, { host: name, within }, settle) {
    const host = world.host(name);
    const { kernel } = world;
    const until = kernel.now + within;
    const look = (): void => {
      if (!host.running) return settle(null);
      host.server.catchUp();
      if (host.server.load === 0) return settle({ status: "done" });
      if (kernel.now >= until) return settle({ status: "failed", why: `${host.server.load} requests are still open` });
      kernel.after(LOOK, look);
    };
    // Who is on the way when the director was told has arrived by then.
    kernel.after(LOOK, look);
  },
  say: ({ host }) => `wait until ${host} has answered everything`,
};
