/** What moves data: it works, hangs, or is gone, alone or with what carries it. */
import type { SubjectKind } from "./subject.js";

const STATES = { works: "up", hung: "hung", gone: "lost" } as const;

export const transferAgent: SubjectKind = {
  kind: "transfer-agent",
  names: ({ subjects }) => subjects?.["transfer-agent"] ?? [],
  states: (_, set) => ({
    first: () => "lost",
    hears: { ProcessChanged: ({ process, state, at }) => set(process, STATES[state], at) },
  }),
};
