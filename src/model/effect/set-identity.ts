/** Writes an identity into a host that is off or in standalone: two hosts never have one at once. */
import { hasNames, sayIdentity } from "../../control/index.js";
import type { KindOfAction } from "./kind-of-action.js";
import { hostIn } from "./specified.js";

export const setIdentity: KindOfAction<"set-identity"> = {
  kind: "set-identity",
  perform(world, { host: name, identity, standalone }, settle) {
    const host = world.host(name);
    if (standalone === true) {
      return host.life.inStandalone((end) => {
        if (end === "died") return settle(null);
        if (end !== "done") return settle({ status: "failed", why: end.failed });
        host.identity.set(identity);
        settle({ status: "done" });
      });
    }
    if (host.life.stage !== "off" && host.life.stage !== "standalone") {
      return settle({
        status: "failed",
        why: `${name} is ${host.life.stage}: its identity can be set in standalone only`,
      });
    }
    host.identity.set(identity);
    settle({ status: "done" });
  },
  say: ({ host, identity }, { hosts }) => `give ${host} the address ${sayIdentity(identity, hasNames(hosts))}`,
  /** As long as one that has just got power takes to standalone, where that is waited for. */
  takes({ host: name, standalone }, spec) {
    const host = hostIn(spec, name);
    if (standalone !== true || host === undefined || host.power === "standalone") return 0;
    if (host.power === "on") return null;
    return host.boot.diagnostics.mean + host.boot.standalone.mean;
  },
};
