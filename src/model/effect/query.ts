/** Asks a host over the network how it is; a host that does not work, or cannot be reached, does not answer. */
import type { Performer } from "./performer.js";

export const query: Performer<"query"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const lost = () => settle(null);
  const asked = () => {
    if (!host.running) return lost();
    const { stage } = host.life;
    world.messages.carry(host, () => settle({ status: "done", found: { what: "stage", stage } }), lost, "from-host");
  };
  world.messages.carry(host, asked, lost);
};
