/** A cable between a host and storage. */
import type { SubjectKind } from "./subject.js";

export const link: SubjectKind = {
  kind: "link",
  names: ({ links }) => links.map(({ name }) => name),
  states: (_, set) => ({
    first: () => "up",
    hears: { LinkChanged: ({ link: name, up, at }) => set(name, up ? "up" : "cut", at) },
  }),
};
