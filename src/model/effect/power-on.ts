/** A person gives a host power; they stand before it, so this takes no time beside that of coming. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const powerOn: KindOfAction<"power-on"> = {
  kind: "power-on",
  over: "management",
  perform(world, { host }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      const why = world.host(host).power.switchOn();
      answer(why === null ? { status: "done" } : { status: "failed", why });
    });
  },
  say: ({ host }) => `somebody switches ${host} on`,
  takes: () => 0,
};
