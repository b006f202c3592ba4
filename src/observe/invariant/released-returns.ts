/** A host that is to leave a service comes back to the pool. */
import { instant, say } from "../../control/index.js";
import { HOUR, type Micros } from "../../units/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Longer than draining, shutting down and switching off take, several attempts included. */
const LONGEST: Micros = 2 * HOUR;

/** Evaluated when a host returns, and at the end for those that have not. */
export const releasedReturns: Invariant = {
  name: "released-returns",
  about: "A host that is to leave a service comes back to the pool within two hours: otherwise the pool runs dry.",
  idle: "no host was given back to the pool",
  appliesTo: runs("balancing"),
  watch: (finding) => {
    /** By host and service: since when. */
    const leaving = new Map<string, Map<string, Micros>>();
    const late = (host: string, at: Micros, only?: string): void => {
      for (const [service, since] of leaving.get(host) ?? []) {
        if ((only !== undefined && only !== service) || at - since <= LONGEST) continue;
        finding.violated(at, say`${host} is to leave ${service} since ${instant(since)} and has not come back`);
      }
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "begun" && note.of.kind === "shrink") {
            const [service = ""] = subjectsOf(note.of, "service");
            const host = note.of.to ?? "";
            leaving.set(host, (leaving.get(host) ?? new Map<string, Micros>()).set(service, at));
          }
          if (note.kind === "helper-left") {
            finding.stake();
            late(note.host, at, note.service);
            leaving.get(note.host)?.delete(note.service);
          }
          if (note.kind !== "host-leased" || note.service !== null) return;
          finding.stake();
          late(note.host, at);
          leaving.delete(note.host);
        },
      },
      finish: (at) => {
        for (const host of leaving.keys()) late(host, at);
      },
    };
  },
};
