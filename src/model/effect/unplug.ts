/** A person pulls the plug of a host; they stand before it, so this takes no time beside that of coming. */
import { exchangeByManagement } from "./exchange.js";
import { namedIn } from "../named.js";
import type { KindOfAction } from "./kind-of-action.js";

export const unplug: KindOfAction<"unplug"> = {
  kind: "unplug",
  over: "management",
  perform(world, { host, briefly, atRelay }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      const { power } = world.host(host);
      power.pull(briefly === true);
      const isOut = atRelay === true && !power.plugIn();
      answer(isOut ? { status: "done", found: { what: "plug", out: true } } : { status: "done" });
    });
  },
  say: ({ host, atRelay }, { hosts }) => {
    const relay = atRelay === true ? namedIn(hosts, host)?.relay : undefined;
    return relay === undefined ? `somebody pulls the plug of ${host}` : `somebody opens ${relay} of ${host} by hand`;
  },
  takes: () => 0,
};
