/** When all works, every server holds what each cluster has stored. */
import { runs } from "./applies.js";
import { AblePairs } from "../account/able-pairs.js";
import { type Micros, MINUTE } from "../../units/index.js";
import type { Invariant } from "./invariant.js";

/** So long after the last fault, or the last change, everybody has been told, however often that has to be tried. */
const PATIENCE: Micros = 5 * MINUTE;

/**
 * Evaluated at the end, when no fault has been in force and nothing was stored for a while: for each server and each cluster
 * that has an agent in the server's list, and that it could act on.
 */
export const copiesConverge: Invariant = {
  name: "copies-converge",
  about: "In the end every server holds the newest configuration and state of each cluster that it can reach.",
  idle: "it was never quiet long enough, or no server could reach a cluster",
  appliesTo: runs("domain"),
  watch: (finding, { faults, context }) => {
    const stored = new Map<string, { readonly version: number; readonly at: Micros }>();
    const held = new Map<string, number>();
    const able = new Map<string, boolean>();
    const servers = (context.spec.domain?.servers ?? []).map(({ name }) => name);
    /** Of each server for itself. */
    const watches = servers.map((server) => {
      const pairs = new AblePairs((cluster, count) => void able.set(`${server} ${cluster}`, count > 0));
      return { server, pairs };
    });
    return {
      hears: {
        ConfigurationStored: ({ cluster, version, at }) => void stored.set(cluster, { version, at }),
        ProcessChanged: (record) => {
          const { process, state } = record;
          if (state === "gone") {
            for (const cluster of stored.keys()) held.delete(`${process} ${cluster}`);
          }
          for (const { server, pairs } of watches) if (server === process) pairs.hears.ProcessChanged?.(record);
        },
        PairChanged: (record) => {
          for (const { server, pairs } of watches) if (server === record.server) pairs.hears.PairChanged?.(record);
        },
        NoteMade: (record) => {
          const { note } = record;
          if (note.kind === "copy-taken") held.set(`${note.server} ${note.cluster}`, note.version);
          if (note.kind !== "agent-listed" && note.kind !== "agent-struck-off") return;
          for (const { server, pairs } of watches) if (server === note.server) pairs.hears.NoteMade?.(record);
        },
      },
      finish: (end) => {
        if (end - faults.quietSince(end) < PATIENCE) return;
        for (const [cluster, { version, at }] of stored) {
          if (end - at < PATIENCE) continue;
          for (const server of servers) {
            if (able.get(`${server} ${cluster}`) !== true) continue;
            finding.stake();
            const known = held.get(`${server} ${cluster}`) ?? 0;
            if (known !== version)
              finding.violated(
                end,
                `${server} holds version ${known} of ${cluster}, which has stored version ${version}`,
              );
          }
        }
      },
    };
  },
};
