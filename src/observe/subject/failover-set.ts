/** A failover set: of control processors it is up while one serves as Primary, of parts while all is done that it is for. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { SetState, SubjectKind } from "./subject.js";

/** Before a set had its first Primary it is on its way. */
export const failoverSet: SubjectKind = {
  kind: "failover-set",
  serves: true,
  names: ({ subjects }) => subjects?.["failover-set"] ?? [],
  states: ({ spec }, set) => {
    const settling = new Set((spec.memberSets ?? []).map(({ name }) => name));
    const holders = new Map((spec.duties ?? []).map(({ duty, first }) => [duty, first]));
    return {
      first: (name) => (settling.has(name) ? "booting" : "up"),
      hears: { ...new Primaries(set).hears, ...new Undone(set, holders).hears },
    };
  },
};

/** Those who have the role: without a quorum there may be several, and one that steps down leaves the others. */
class Primaries {
  private readonly bySet = new Map<string, Set<string>>();
  private readonly hung = new Set<string>();

  constructor(private readonly set: SetState) {}

  readonly hears: Hearing = {
    NoteMade: ({ note, at }) => {
      if (note.kind !== "role-taken") return;
      if (note.role === "primary") {
        const known = this.bySet.get(note.set) ?? new Set();
        this.bySet.set(note.set, known.add(note.member));
      } else if (this.bySet.get(note.set)?.delete(note.member) !== true) return;
      this.look(note.set, note.member, at, true);
    },
    PartChanged: ({ part, state, at }) => {
      if (state === "hung") this.hung.add(part);
      else this.hung.delete(part);
      for (const [name, members] of this.bySet) {
        if (!members.has(part)) continue;
        if (state === "gone") members.delete(part);
        this.look(name, part, at, false);
      }
    },
  };

  private look(name: string, of: string, at: Micros, isKnown: boolean): void {
    const serving = [...this.bySet.get(name)!].find((member) => !this.hung.has(member));
    if (serving === undefined) this.set(name, "down", at, { by: of, isKnown });
    else this.set(name, "up", at, { by: serving });
  }
}

/** Duties that nobody does, and who does the others. */
class Undone {
  private readonly bySet = new Map<string, Set<string>>();

  constructor(
    private readonly set: SetState,
    private readonly holders: Map<string, string>,
  ) {}

  readonly hears: Hearing = {
    DutyAssigned: ({ duty, to }) => void this.holders.set(duty, to),
    DutyServed: ({ set: name, duty, served, at }) => {
      const known = this.bySet.get(name) ?? new Set();
      this.bySet.set(name, known);
      if (served) known.delete(duty);
      else known.add(duty);
      this.set(name, known.size === 0 ? "up" : "down", at, { by: this.holders.get(duty) ?? null });
    },
  };
}
