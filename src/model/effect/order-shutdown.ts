/** Orders a host to shut down; one that hangs or is dead never hears it, and one that dies over it never answers. */
import type { Performer } from "./performer.js";

export const orderShutdown: Performer<"order-shutdown"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const lost = () => settle(null);
  const answer = () => settle({ status: "done", found: { what: "stage", stage: "standalone" } });
  world.messages.carry(
    host,
    () =>
      host.life.shutDown((end) => (end === "done" ? world.messages.carry(host, answer, lost, "from-host") : lost())),
    lost,
  );
};
