/** A part is restarted, power-cycled or replaced, by the server that it belongs to; over the management path. */
import { serverSpecWith, serverWith } from "../server/server-with.js";
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const correctPart: KindOfAction<"correct-part"> = {
  kind: "correct-part",
  over: "management",
  perform(world, { part, by }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      serverWith(world.servers, part).correct(part, by, (works) => {
        answer(works ? { status: "done" } : { status: "failed", why: `${part} does not work after that either` });
      });
    });
  },
  say: ({ part, by }) => `${by} ${part}`,
  takes: ({ part, by }, { servers }) => serverSpecWith(servers, part)?.takes[by].mean ?? null,
};
