/** Reads what a host is made of, and has a director send users to another address. */
import type { Performer } from "./performer.js";

/** Over its console, which answers in standalone too; what is off or dead says nothing. */
export const readConfiguration: Performer<"read-configuration"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const lost = () => settle(null);
  const asked = () => {
    if (!host.answersConsole) return lost();
    const { platform } = host;
    const { current: identity } = host.identity;
    world.messages.carry(
      host,
      () => settle({ status: "done", found: { what: "configuration", platform, identity } }),
      lost,
      "from-host",
    );
  };
  world.messages.carry(host, asked, lost);
};

/** A director that does not work neither hears nor answers. */
export const redirect: Performer<"redirect"> = (world, { director: name, from, to }, settle) => {
  const director = world.directors.get(name);
  if (director === undefined) return settle({ status: "failed", why: `there is no director ${name}` });
  const lost = () => settle(null);
  const arrived = () => {
    if (!director.up) return lost();
    director.redirect(from, to);
    world.messages.carryTo(director.network, () => settle({ status: "done" }), lost);
  };
  world.messages.carryTo(director.network, arrived, lost);
};
