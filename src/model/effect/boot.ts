/** Brings a host online over its console; a host that is dead, or stays off, never gets there. */
import { hostIn } from "./specified.js";
import type { KindOfAction } from "./kind-of-action.js";

export const boot: KindOfAction<"boot"> = {
  kind: "boot",
  perform(world, { host, anew }, settle) {
    world.host(host).life.boot((end) => {
      if (end === "died") return settle(null);
      if (end === "done") return settle({ status: "done", found: { what: "stage", stage: "online" } });
      settle({ status: "failed", why: end.failed });
    }, anew);
  },
  say: ({ host, anew }) => (anew === true ? `start ${host} anew and bring it online` : `bring ${host} online`),
  /** From where the host is at the beginning: one that waits in standalone needs no diagnostics. */
  takes({ host: name, anew }, spec) {
    const host = hostIn(spec, name);
    if (host === undefined) return null;
    const { diagnostics, standalone, online, auto } = host.boot;
    const again = anew === true ? diagnostics.mean + standalone.mean : 0;
    if (host.power === "standalone") return again + online.mean;
    // Who is online does not start anew, and would not see what is new.
    if (host.power === "on") return null;
    return again + diagnostics.mean + (auto ? 0 : standalone.mean) + online.mean;
  },
  finds: () => ({ what: "stage", stage: "online" }),
};
