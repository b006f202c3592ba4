/** The agent on a healthy host dies. */
import { watchedBy } from "../meaning/agents.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

/** With its host an agent starts again. */
const dead = new State<{ readonly alive: boolean }>(({ alive }) => alive);

export const agentCrash: FaultKind = {
  name: "agent-crash",
  about: "The agent on a host dies, and its reports of all whom it watches stop; the hosts themselves are healthy.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({}),
  canStrike: (world, target) => world.host(target).running && world.agents.has(target),
  strike: (world, target) => {
    const agent = world.agents.get(target)!;
    return dead.lay(agent, (dies) => agent.setAlive(!dies));
  },
  hostsServiced: (_, target) => [target],
  complaint: (target, { agents }) => {
    if (!agents.complete || agents.list.some(({ name }) => name === target)) return null;
    const watcher = agents.list.find((agent) => watchedBy(agent).includes(target));
    if (watcher === undefined) {
      return { message: `${target} has no agent`, expected: "a host with an entry in `agents:`" };
    }
    return {
      message: `no agent runs on ${target}, the one that watches it runs on ${watcher.name}`,
      expected: `\`agent-crash: ${watcher.name}\``,
    };
  },
};
