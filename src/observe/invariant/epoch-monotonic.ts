/** Whoever was superseded writes no more. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever extents became durable at a target. Who is commanded is taken from the commands that agents took, by
 * their numbers, and not from the epochs that targets compare: without epochs it is violated as well. Violated when an agent
 * writes for a transfer after another one has written under a newer command than the last that the first one took.
 */
export const epochMonotonic: Invariant = {
  name: "epoch-monotonic",
  about:
    "Nobody writes to a target under an older command than somebody else before: a superseded agent that goes on writing " +
    "destroys what its successor has made.",
  idle: "no extent was written",
  appliesTo: runs("replication"),
  watch: (finding) => {
    /** By transfer and agent: the newest command that it took. */
    const taken = new Map<string, number>();
    /** By transfer: the newest command under which anything was written, and by whom. */
    const written = new Map<string, { readonly number: number; readonly agent: string }>();
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind === "command-taken") taken.set(`${note.transfer} ${note.agent}`, note.number);
        },
        ExtentsWritten: ({ transfer, agent, run, at }) => {
          finding.stake();
          const number = taken.get(`${transfer} ${agent}`) ?? 0;
          const newest = written.get(transfer);
          if (newest === undefined || number >= newest.number) return void written.set(transfer, { number, agent });
          const what = `${agent} writes run ${run} of ${transfer} under command ${number}, after ${newest.agent} under command ${newest.number}`;
          finding.violated(at, what);
        },
      },
    };
  },
};
