/** Somebody does something to the wrong host. */
import * as z from "zod";
import type { Host } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

/** Who runs again was started by somebody else. */
const stopped = new State<Host>((host) => host.running);

export const operatorError: FaultKind = {
  name: "operator-error",
  about:
    "Somebody takes a host for another, and shuts it down or pulls its plug; who notices that starts it again, unless somebody " +
    "else answers for its address by then, or has shut it down or pulled its plug on purpose meanwhile.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({ does: z.enum(["shut-down", "unplug"]).describe("What is done to the wrong host.") }),
  canStrike: (world, target) => world.host(target).running,
  strike: (world, target, { does }) => {
    const host = world.host(target);
    return stopped.lay(host, (stops) => {
      if (stops)
        return does === "unplug" ? host.power.setPulledByMistake(true) : host.life.shutDown(() => {}, "by mistake");
      const isTaken = (): boolean => world.routing.holderOf(host.identity.current.address) !== null;
      if (isTaken()) return;
      if (does === "unplug") host.power.setPulledByMistake(false);
      // What is shutting down still is started when it is down, which is at once where it is.
      else if (host.life.isDownByMistake && ["shutting-down", "standalone"].includes(host.life.stage))
        host.life.shutDown((end) => {
          if (end === "done" && host.life.isDownByMistake && !isTaken()) host.life.boot(() => {});
        }, "by mistake");
    });
  },
  hostsServiced: (_, target) => [target],
};
