/** Has a director send users to another address; one that does not work neither hears nor answers. */
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const redirect: KindOfAction<"redirect"> = {
  kind: "redirect",
  goesTo: ({ director }) => director,
  perform(world, { director: name, from: address, to }, settle, from) {
    const director = world.directors.get(name);
    if (director === undefined) return settle({ status: "failed", why: `there is no director ${name}` });
    exchange(world, { from, to: director.place }, settle, (answer, lost) => {
      if (!director.up) return lost();
      director.redirect(address, to);
      answer({ status: "done" });
    });
  },
  say: ({ director, from, to }) => `have ${director} send ${from} to ${to}`,
  takes: () => 0,
};
