/** Brings a host online over its console; a host that is dead, or stays off, never gets there. */
import type { Performer } from "./performer.js";

export const boot: Performer<"boot"> = (world, { host }, settle) => {
  world.host(host).life.boot((end) => {
    if (end === "died") return settle(null);
    if (end === "done") return settle({ status: "done", found: { what: "stage", stage: "online" } });
    settle({ status: "failed", why: end.failed });
  });
};

/** An identity can be changed in a host that is off or in standalone: two hosts never have one at once. */
export const setIdentity: Performer<"set-identity"> = (world, { host: name, identity }, settle) => {
  const host = world.host(name);
  if (host.life.stage !== "off" && host.life.stage !== "standalone") {
    return settle({
      status: "failed",
      why: `${name} is ${host.life.stage}: its identity can be set in standalone only`,
    });
  }
  host.identity.set(identity);
  settle({ status: "done" });
};
