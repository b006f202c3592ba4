/** Backups of a volume are missing, or no longer taken. */
import * as z from "zod";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const stale = new State();

export const backupFailure: FaultKind = {
  name: "backup-failure",
  about: "The backups of a volume are gone, or none is taken any more; nobody notices before they are needed.",
  targets: ["volume"],
  targetKey: "of",
  schema: () => ({
    as: z.enum(["missing", "stale"]).prefault("stale").describe("missing: all are gone; stale: no more are taken."),
  }),
  complaint: (target, { storage }) =>
    !storage.complete || storage.list.some(({ value }) => value.volumes?.[target]?.backup !== undefined)
      ? null
      : { message: `${target} has no backups`, expected: "a volume with a `backup`" },
  canStrike: (world, target) => world.volume(target).backups !== null,
  strike: (world, target, parameters) => {
    const backups = world.volume(target).backups!;
    if (parameters["as"] === "stale") return stale.lay(backups, (none) => void (backups.stale = none));
    backups.lose();
    return () => undefined;
  },
  hostsServiced: () => [],
};
