/** A storage system. */
import type { SubjectKind } from "./subject.js";

export const array: SubjectKind = {
  kind: "array",
  names: ({ arrays }) => arrays.map(({ name }) => name),
  states: (_, set) => ({
    first: () => "up",
    hears: { ArrayPowerChanged: ({ array: name, powered, at }) => set(name, powered ? "up" : "unpowered", at) },
  }),
};
