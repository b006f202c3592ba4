/** Tells the users of a host that it is to be shut down; done when what they had asked for is answered. */
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";
import { hostIn } from "./specified.js";
import { LOOK, untilAnswered } from "./until-answered.js";

export const warnUsers: KindOfAction<"warn-users"> = {
  kind: "warn-users",
  goesTo: ({ host }) => host,
  perform(world, { host: name, within }, settle, from) {
    const host = world.host(name);
    exchange(world, { from, to: host.place }, settle, (answer, lost) => {
      if (!host.running) return lost();
      host.life.close(within);
      untilAnswered(host, within, (outcome) => (outcome === null ? lost() : answer(outcome)));
    });
  },
  /** As long as it works on a request, where users have any. */
  takes({ host: name, within }, spec) {
    const host = hostIn(spec, name);
    if (host === undefined) return null;
    const isBusy = spec.services.some(({ runsOn, pool = [runsOn], load }) => load !== undefined && pool.includes(name));
    return Math.min(within, isBusy ? Math.max(LOOK, host.serves.time.mean) : LOOK);
  },
  say: ({ host }) => `warn the users of ${host}, and let it answer what is open`,
};
