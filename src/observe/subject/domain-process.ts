/** The processes of a domain: each works, hangs, or is gone, alone or with what carries it. */
import type { SubjectKind } from "./subject.js";

const STATES = { works: "up", hung: "hung", gone: "lost" } as const;

function processes(kind: string): SubjectKind {
  return {
    kind,
    names: ({ subjects }) => subjects?.[kind] ?? [],
    states: (_, set) => ({
      first: () => "standby",
      hears: { ProcessChanged: ({ process, state, at }) => set(process, STATES[state], at) },
    }),
  };
}

export const domainServer = processes("domain-server");
export const domainAgent = processes("domain-agent");
export const domainDriver = processes("domain-driver");
