/** What users ask for: up where it can answer. */
import type { SubjectKind } from "./subject.js";

export const service: SubjectKind = {
  kind: "service",
  names: ({ services }) => services.map(({ name }) => name),
  serves: true,
  states: (_, set) => ({
    first: () => "down",
    hears: {
      ServiceUp: ({ service: name, at }) => set(name, "serving", at),
      ServiceDown: ({ service: name, at }) => set(name, "down", at),
    },
  }),
};
