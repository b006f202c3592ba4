/** A member of a failover set: the role that it has, as far as it works. */
import type { Role } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { SubjectKind } from "./subject.js";

const STATES: Readonly<Record<Role, string>> = {
  primary: "primary",
  secondary: "secondary",
  alternate: "alternate",
  none: "without-role",
};

export const controlProcessor: SubjectKind = {
  kind: "control-processor",
  names: ({ subjects }) => subjects?.["control-processor"] ?? [],
  states: (_, set) => {
    const roles = new Map<string, Role>();
    const hung = new Set<string>();
    const tell = (member: string, at: Micros): void =>
      set(member, hung.has(member) ? "hung" : STATES[roles.get(member) ?? "none"], at);
    return {
      first: () => "without-role",
      hears: {
        PartChanged: ({ part, state, at }) => {
          if (state === "hung") hung.add(part);
          else hung.delete(part);
          if (state !== "gone") return tell(part, at);
          roles.delete(part);
          set(part, "lost", at);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "role-taken") {
            roles.set(note.member, note.role);
            tell(note.member, at);
          }
          if (note.kind === "member-held-out") set(note.member, "held-out", at);
        },
      },
    };
  },
};
