/** An application that scripts make ready for a copy: running, held in one way or another, or down with its host. */
import type { SubjectKind } from "./subject.js";

export const application: SubjectKind = {
  kind: "application",
  names: ({ subjects }) => subjects?.["application"] ?? [],
  states: (_, set) => ({
    first: () => "down",
    hears: {
      ApplicationChanged: ({ application: name, to, at }) => set(name, to === "running" ? "up" : to, at),
    },
  }),
};
