/** Waits until a host has answered everything that was sent to it. */
import type { KindOfAction } from "./kind-of-action.js";
import { untilAnswered } from "./until-answered.js";

export const drain: KindOfAction<"drain"> = {
  kind: "drain",
  perform: (world, { host, within, of }, settle) => untilAnswered(world.host(host), within, settle, of),
  say: ({ host, of }) => `wait until ${host} has answered everything${of === undefined ? "" : ` asked of ${of}`}`,
};
