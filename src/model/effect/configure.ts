/** Lets a host that is off or in standalone read certain volumes; online it can only get or lose what is not its system. */
import { hasNames, isSameIdentity, sayIdentity } from "../../control/index.js";
import type { World } from "../world.js";
import type { KindOfAction } from "./kind-of-action.js";

export const configure: KindOfAction<"configure"> = {
  kind: "configure",
  perform(world, { host: name, identity, volumes }, settle) {
    const host = world.host(name);
    const isDown = host.life.stage === "off" || host.life.stage === "standalone";
    const changesIdentity =
      !isSameIdentity(identity, host.identity.current) || volumes.some((each) => isSystem(world, each));
    if (!isDown && (!host.running || changesIdentity)) {
      return settle({
        status: "failed",
        why: `${name} is ${host.life.stage}: it can be configured in standalone only`,
      });
    }
    if (!isDown) host.storage.keepReading(volumes);
    host.identity.configure(identity, volumes);
    if (!isDown) host.storage.remount();
    settle({ status: "done" });
  },
  say: ({ host, identity, volumes }, { hosts }) =>
    volumes.length === 0
      ? `${host} gives back what it read`
      : `${host} takes its own address ${sayIdentity(identity, hasNames(hosts))} and reads ${volumes.join(", ")}`,
  takes: () => 0,
};

function isSystem(world: World, volume: string): boolean {
  return world.volume(volume).spec.holds === "system";
}
