/** Adapters of storage systems, towards hosts and towards devices: they break, are slow or lossy, and have power or not. */
import type { ArraySpec } from "../../model/index.js";
import { lineStates } from "./line-states.js";
import type { State, SubjectKind } from "./subject.js";

export const portAdapter = adapterKind("port-adapter", ({ portAdapters }) => portAdapters.map(({ name }) => name));
export const diskAdapter = adapterKind("disk-adapter", ({ diskAdapters }) => diskAdapters.map(({ name }) => name));

function adapterKind(kind: string, namesIn: (array: ArraySpec) => readonly string[]): SubjectKind {
  return {
    kind,
    names: ({ arrays }) => arrays.flatMap(namesIn),
    states: ({ spec }, set) => {
      const arrays = new Map(spec.arrays.flatMap((array) => namesIn(array).map((name) => [name, array.name] as const)));
      const unpowered = new Set<string>();
      const stateOf = (name: string): State => (unpowered.has(arrays.get(name) ?? "") ? "unpowered" : lines.of(name));
      const lines = lineStates((name, _, at) => {
        if (arrays.has(name)) set(name, stateOf(name), at);
      }, "down");
      return {
        first: () => "up",
        hears: {
          ...lines.hears,
          ArrayPowerChanged: ({ array, powered, at }) => {
            if (powered) unpowered.delete(array);
            else unpowered.add(array);
            for (const [name, own] of arrays) if (own === array) set(name, stateOf(name), at);
          },
        },
      };
    },
  };
}
