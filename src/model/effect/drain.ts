/** Waits until a host has answered everything that was sent to it. */
import type { KindOfAction } from "./kind-of-action.js";
import { untilAnswered } from "./until-answered.js";

export const drain: KindOfAction<"drain"> = {
  kind: "drain",
  perform: (world, { host, within }, settle) => untilAnswered(world.host(host), within, settle),
  say: ({ host }) => `wait until ${host} has answered everything`,
};
