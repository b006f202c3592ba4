/** A transfer, as the server has it carried out: waiting, commanded, copying, or suspended where nobody can go on. */
import type { SubjectKind } from "./subject.js";

const STATES = {
  idle: "standby",
  waiting: "standby",
  commanding: "switching",
  "under-way": "copying",
  suspended: "suspended",
} as const;

export const transfer: SubjectKind = {
  kind: "transfer",
  names: ({ subjects }) => subjects?.["transfer"] ?? [],
  states: (_, set) => ({
    first: () => "standby",
    hears: {
      NoteMade: ({ note, at }) => {
        if (note.kind === "transfer-state") set(note.transfer, STATES[note.state], at);
      },
    },
  }),
};
