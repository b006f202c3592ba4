/** A failover set: of control processors it is up while one serves as Primary, of parts while all is done that it is for. */
import type { SubjectKind } from "./subject.js";

export const failoverSet: SubjectKind = {
  kind: "failover-set",
  names: ({ subjects }) => subjects?.["failover-set"] ?? [],
  states: ({ spec }, set) => {
    const settling = new Set((spec.memberSets ?? []).map(({ name }) => name));
    const primaries = new Map<string, string>();
    /** By set: duties that nobody does. */
    const undone = new Map<string, Set<string>>();
    const tell = (name: string, isUp: boolean, at: number): void => set(name, isUp ? "up" : "down", at);
    return {
      first: (name) => (settling.has(name) ? "down" : "up"),
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "role-taken") return;
          if (note.role === "primary") {
            primaries.set(note.set, note.member);
            tell(note.set, true, at);
          } else if (primaries.get(note.set) === note.member) tell(note.set, false, at);
        },
        PartChanged: ({ part, state, at }) => {
          for (const [name, primary] of primaries) {
            if (primary !== part) continue;
            if (state === "gone") primaries.delete(name);
            tell(name, state === "works", at);
          }
        },
        DutyServed: ({ set: name, duty, served, at }) => {
          const known = undone.get(name) ?? new Set();
          undone.set(name, known);
          if (served) known.delete(duty);
          else known.add(duty);
          tell(name, known.size === 0, at);
        },
      },
    };
  },
};
