/** A relay acknowledges commands and does not move. */
import * as z from "zod";
import type { FaultKind } from "./fault-kind.js";
import { Overlay } from "./overlay.js";

type As = "open" | "closed";

/** As the first one that is still stuck. */
const stuck = new Overlay<object, As, As | null>(([first = null]) => first);

export const relayStuck: FaultKind = {
  name: "relay-stuck",
  about:
    "A relay stays as it is stuck: open (no power) or closed (power), whatever it is told. When that ends its contacts stay there until " +
    "they are told anew: a host that lost its power stays off until the policy has the relay closed. A host that no policy " +
    "switches gets the power back that it had.",
  targets: ["relay"],
  targetKey: "relay",
  schema: () => ({ as: z.enum(["open", "closed"]).describe("open: its host has no power; closed: it has.") }),
  canStrike: () => true,
  strike: (world, target, parameters) => {
    const relay = world.relay(target);
    const apply = (as: As | null): void => (as === null ? relay.free() : relay.stick(as));
    return stuck.lay(relay, parameters["as"] as As, apply).end;
  },
  hostsServiced: (world, target) => world.spec.hosts.filter(({ relay }) => relay === target).map(({ name }) => name),
};
