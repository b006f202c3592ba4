/** A console of a domain, with the stream of tasks that is given there. */
import type { SubjectKind } from "./subject.js";

export const console: SubjectKind = {
  kind: "console",
  names: ({ domain }) => (domain?.consoles ?? []).map(({ name }) => name),
};
