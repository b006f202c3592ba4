/** A copy that is declared complete is complete: no extent is missing, and none was written behind a gap; and none is told so that is not. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when extents become durable, when a run is declared complete, and when the server says that it is. What is counted here are the extents that were
 * written, independently of what the target says that it holds. A copy that is read, to restore from it, must be complete too.
 */
export const transferComplete: Invariant = {
  name: "transfer-complete",
  about:
    "A target is declared complete after the last extent and not before, and none is missing, out of order or of another run: whoever " +
    "restores from another one gets what never was.",
  idle: "no extent was written",
  appliesTo: runs("replication"),
  watch: (finding) => {
    /** By transfer and run: extents from the first without a gap, and how many there are. */
    const held = new Map<string, number>();
    const extents = new Map<string, number>();
    const complete = new Set<string>();
    /** By transfer: the newest run that was declared complete. */
    const closed = new Map<string, number>();
    /** By transfer: the newest run that was written, and its extents over which those of an older one lie. */
    const staged = new Map<string, { readonly run: number; readonly foreign: Set<number> }>();
    const stage = (transfer: string, run: number, from: number, to: number): void => {
      const known = staged.get(transfer);
      if (known === undefined || run > known.run) return void staged.set(transfer, { run, foreign: new Set() });
      if (run === known.run && known.foreign.size === 0) return;
      for (let extent = from; extent < to; extent++) {
        if (run === known.run) known.foreign.delete(extent);
        else known.foreign.add(extent);
      }
    };
    return {
      hears: {
        RunOpened: ({ transfer, run, extents: all, source, at }) => {
          // Opened again after its target had lost everything: what was written before counts no more.
          held.delete(`${transfer} ${run}`);
          extents.set(`${transfer} ${run}`, all);
          if (source.copy === null) return;
          finding.stake();
          if (!complete.has(source.copy))
            finding.violated(at, `${transfer} copies the copy of ${source.copy}, which is not complete`);
        },
        ExtentsWritten: ({ transfer, run, from, to, at }) => {
          finding.stake();
          const key = `${transfer} ${run}`;
          const known = held.get(key) ?? 0;
          if (from > known) finding.violated(at, `extent ${from} of ${transfer} is written, and ${known} is not there`);
          held.set(key, Math.max(known, to));
          stage(transfer, run, from, to);
        },
        RunClosed: ({ transfer, run, at }) => {
          finding.stake();
          complete.add(transfer);
          closed.set(transfer, Math.max(run, closed.get(transfer) ?? 0));
          const key = `${transfer} ${run}`;
          const [all, known] = [extents.get(key) ?? 0, held.get(key) ?? 0];
          if (known < all)
            finding.violated(at, `run ${run} of ${transfer} is declared complete with ${known} of ${all} extents`);
          const foreign = staged.get(transfer)?.foreign.size ?? 0;
          if (foreign > 0)
            finding.violated(
              at,
              `run ${run} of ${transfer} is declared complete with ${foreign} extents of an older run`,
            );
          staged.delete(transfer);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind !== "transfer-state" || note.state !== "idle") return;
          const { transfer, run } = note;
          if ((closed.get(transfer) ?? 0) < run)
            finding.violated(at, `run ${run} of ${transfer} is taken for complete, and no target was declared so`);
        },
      },
    };
  },
};
