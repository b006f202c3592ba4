/** A failover set: of control processors it is up while one serves as Primary, of parts while all is done that it is for. */
import type { SubjectKind } from "./subject.js";

export const failoverSet: SubjectKind = {
  kind: "failover-set",
  names: ({ subjects }) => subjects?.["failover-set"] ?? [],
  states: ({ spec }, set) => {
    const settling = new Set((spec.memberSets ?? []).map(({ name }) => name));
    /** By set: whoever has the role; without a quorum there may be several, and one that steps down leaves the others. */
    const primaries = new Map<string, Set<string>>();
    const hung = new Set<string>();
    /** By set: duties that nobody does. */
    const undone = new Map<string, Set<string>>();
    const tell = (name: string, isUp: boolean, at: number): void => set(name, isUp ? "up" : "down", at);
    const look = (name: string, at: number): void =>
      tell(
        name,
        [...(primaries.get(name) ?? [])].some((member) => !hung.has(member)),
        at,
      );
    return {
      first: (name) => (settling.has(name) ? "down" : "up"),
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "role-taken") return;
          const known = primaries.get(note.set) ?? new Set();
          primaries.set(note.set, known);
          if (note.role === "primary") known.add(note.member);
          else known.delete(note.member);
          look(note.set, at);
        },
        PartChanged: ({ part, state, at }) => {
          if (state === "hung") hung.add(part);
          else hung.delete(part);
          for (const [name, members] of primaries) {
            if (!members.has(part)) continue;
            if (state === "gone") members.delete(part);
            look(name, at);
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
