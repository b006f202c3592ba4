/** Reads what a host is made of, and has a director send users to another address. */
import { exchange } from "./exchange.js";
import type { Performer } from "./performer.js";

/** Over its console, which answers in standalone too; what is off or dead says nothing. */
export const readConfiguration: Performer<"read-configuration"> = (world, { host: name }, settle, from) => {
  const host = world.host(name);
  exchange(world, { from, to: host.place }, settle, (answer, lost) => {
    if (!host.answersConsole) return lost();
    const { platform } = host;
    const { current: identity } = host.identity;
    answer({ status: "done", found: { what: "configuration", platform, identity } });
  });
};

/** A director that does not work neither hears nor answers. */
export const redirect: Performer<"redirect"> = (world, { director: name, from: address, to }, settle, from) => {
  const director = world.directors.get(name);
  if (director === undefined) return settle({ status: "failed", why: `there is no director ${name}` });
  exchange(world, { from, to: director.place }, settle, (answer, lost) => {
    if (!director.up) return lost();
    director.redirect(address, to);
    answer({ status: "done" });
  });
};
