/** What carries data between others: cables, switches, networks with what joins them, and lines between storage systems. */
import type { WorldSpec } from "../../model/index.js";
import { lineStates } from "./line-states.js";
import type { SubjectKind } from "./subject.js";

/** A cable between a host and storage. */
export const link = lineKind("link", ({ links }) => links);
export const storageSwitch = lineKind("switch", ({ switches = [] }) => switches);
export const network = lineKind("network", ({ networks }) => networks);
export const connector = lineKind("connector", ({ connectors }) => connectors);
export const arrayLink = lineKind("array-link", ({ arrayLinks = [] }) => arrayLinks);

function lineKind(kind: string, linesOf: (spec: WorldSpec) => readonly { readonly name: string }[]): SubjectKind {
  const namesIn = (spec: WorldSpec): readonly string[] => linesOf(spec).map(({ name }) => name);
  return {
    kind,
    names: namesIn,
    states: ({ spec }, set) => {
      const names = new Set(namesIn(spec));
      const { hears } = lineStates((name, state, at) => {
        if (names.has(name)) set(name, state, at);
      }, "cut");
      return { first: () => "up", hears };
    },
  };
}
