/** A cable between a host and storage. */
import { lineStates } from "./line-states.js";
import type { SubjectKind } from "./subject.js";

export const link: SubjectKind = {
  kind: "link",
  names: ({ links }) => links.map(({ name }) => name),
  states: ({ spec }, set) => {
    const names = new Set(spec.links.map(({ name }) => name));
    const { hears } = lineStates((name, state, at) => {
      if (names.has(name)) set(name, state, at);
    }, "cut");
    return { first: () => "up", hears };
  },
};
