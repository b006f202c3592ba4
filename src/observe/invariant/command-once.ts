/** A command takes effect once, however often it comes. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever an agent takes a command in hand. */
export const commandOnce: Invariant = {
  name: "command-once",
  about: "A command takes effect once, and at one agent: one that comes late or twice is no other command.",
  idle: "no command was given",
  appliesTo: runs("replication"),
  watch: (finding) => {
    /** By transfer: the commands that were taken, and by whom. */
    const taken = new Map<string, string>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "command-taken") return;
          finding.stake();
          const { transfer, number, agent } = note;
          const key = `${transfer} ${number}`;
          const before = taken.get(key);
          taken.set(key, agent);
          if (before !== undefined)
            finding.violated(at, `command ${number} of ${transfer} is taken by ${agent}, after ${before}`);
        },
      },
    };
  },
};
