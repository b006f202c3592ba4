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
    const leaving = new Map<string, { readonly service: string; readonly since: Micros }>();
    const late = (host: string, at: Micros): void => {
      const left = leaving.get(host);
      if (left === undefined || at - left.since <= LONGEST) return;
      finding.violated(at, say`${host} is to leave ${left.service} since ${instant(left.since)} and has not come back`);
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "begun" && note.of.kind === "shrink") {
            const [service = ""] = subjectsOf(note.of, "service");
            leaving.set(note.of.to ?? "", { service, since: at });
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
