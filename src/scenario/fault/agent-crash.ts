/** The agent of a healthy host dies. */
import type { FaultKind } from "./fault-kind.js";

export const agentCrash: FaultKind = {
  name: "agent-crash",
  about: "The agent of a host dies, and its reports stop; the host itself is healthy.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({}),
  canStrike: (world, target) => world.host(target).running && world.agents.get(target)?.alive === true,
  strike: (world, target) => {
    world.agents.get(target)?.setAlive(false);
    return () => world.agents.get(target)?.setAlive(true);
  },
  hostsServiced: (_, target) => [target],
  complaint: (target, { agents }) =>
    !agents.complete || agents.list.some(({ name }) => name === target)
      ? null
      : { message: `${target} has no agent`, expected: "a host with an entry in `agents:`" },
};
