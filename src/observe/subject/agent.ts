/** What reports of hosts from where it runs: without its host it is off, and one that died alone is lost. */
import { namedIn } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { SubjectKind } from "./subject.js";

export const agent: SubjectKind = {
  kind: "agent",
  names: ({ agents }) => agents.map(({ host }) => host),
  states: ({ spec, hosts }, set) => {
    const dead = new Set<string>();
    const look = (host: string, at: Micros): void =>
      set(host, !hosts.isAvailable(host) ? "off" : dead.has(host) ? "lost" : "up", at);
    return {
      first: (host) => (namedIn(spec.hosts, host)?.power === "on" ? "up" : "off"),
      hears: {
        HostPowerChanged: ({ host, at }) => look(host, at),
        HostStageChanged: ({ host, at }) => look(host, at),
        HostHealthChanged: ({ host, at }) => look(host, at),
        AgentChanged: ({ host, alive, at }) => {
          if (alive) dead.delete(host);
          else dead.add(host);
          look(host, at);
        },
      },
    };
  },
};
