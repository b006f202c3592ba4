/** Waits until a host has answered everything that was sent to it. */
import { MILLISECOND, type Micros } from "../../units/index.js";
import type { Host } from "../host.js";
import type { Settle } from "./kind-of-action.js";

/** How often it is looked whether it has. */
export const LOOK = 100 * MILLISECOND;

/** @param within how long it is waited for at most @param of what is asked of other services does not count */
export function untilAnswered(host: Host, within: Micros, settle: Settle, of?: string): void {
  const { kernel } = host.world;
  const until = kernel.now + within;
  const look = (): void => {
    if (!host.running) return settle(null);
    host.server.catchUp();
    const open = of === undefined ? host.server.load : host.server.openOf(of);
    if (open === 0) return settle({ status: "done" });
    if (kernel.now >= until) return settle({ status: "failed", why: `${open} requests are still open` });
    kernel.after(LOOK, look);
  };
  // Who is on the way when nobody is sent there any more has arrived by then.
  kernel.after(LOOK, look);
}
