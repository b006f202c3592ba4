/** A world of several homes at one storage system: each host serves what is called after it, spares serve nothing. */
import type { WorldSpec } from "../../src/model/index.js";
import { smallSpec } from "./small-world.js";

/** `a` serves `a-work` from its volume `a-data`, and so on. */
export function homesSpec(homes: readonly string[], spares: readonly string[] = []): WorldSpec {
  const { hosts, relays, links, arrays, agents, services, ...rest } = smallSpec();
  const [host, relay, link, array, agent, service] = [
    hosts[0]!,
    relays[0]!,
    links[0]!,
    arrays[0]!,
    agents[0]!,
    services[0]!,
  ];
  const all = [...homes, ...spares];
  const { load: _, ...idle } = service;
  return {
    ...rest,
    hosts: all.map((name) => ({
      ...host,
      name,
      identity: { ...host.identity, address: `${name}.lan`, node: name },
      relay: `relay-${name}`,
      power: homes.includes(name) ? "on" : "off",
    })),
    relays: all.map((name) => ({ ...relay, name: `relay-${name}` })),
    links: all.map((name) => ({ ...link, name: `fc-${name}`, joins: [name, `fa-${name}`] })),
    arrays: [
      {
        ...array,
        portAdapters: all.map((name) => ({ ...array.portAdapters[0]!, name: `fa-${name}` })),
        volumes: homes.map((name) => ({
          ...array.volumes[1]!,
          name: `${name}-data`,
          host: name,
          via: [`fa-${name}`],
        })),
      },
    ],
    agents: all.map((name) => ({ ...agent, host: name })),
    services: homes.map((name) => ({ ...idle, name: `${name}-work`, runsOn: name })),
  };
}
