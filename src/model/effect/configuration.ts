/** Reads what a host is made of, and has a director send users to another address. */
import type { Performer } from "./performer.js";

/** Over its console, which answers in standalone too; what is off or dead says nothing. */
export const readConfiguration: Performer<"read-configuration"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const lost = () => settle(null);
  const asked = () => {
    if (!host.answersConsole) return lost();
    const platform = host.spec.platform ?? null;
    const { address } = host.identity;
    world.messages.carry(
      host,
      () => settle({ status: "done", found: { what: "configuration", platform, address } }),
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
  world.kernel.after(director.latency, () => {
    if (!director.up) return settle(null);
    director.redirect(from, to);
    world.kernel.after(director.latency, () => settle({ status: "done" }));
  });
};
