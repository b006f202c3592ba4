/** Services do not get hosts and give them back over and over. */
import { duration, say } from "../../control/index.js";
import { HOUR, type Micros } from "../../units/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Unless the scenario says otherwise. */
const USUAL = { most: 10, within: HOUR };

/** Evaluated at each turn from growing to shrinking or back, and at each takeover. */
export const noFlapping: Invariant = {
  name: "no-flapping",
  about:
    "Within the time that the scenario says (an hour unless it does) a service turns from growing to shrinking, or is " +
    `taken over, at most so many times (${USUAL.most}): each turn costs copies, boots and users, and helps nobody.`,
  idle: "no service was taken over, or turned from growing to shrinking",
  appliesTo: decides,
  watch: (finding, { context }) => {
    const { most, within } = context.flapping ?? USUAL;
    const last = new Map<string, "grow" | "shrink">();
    const turns = new Map<string, Micros[]>();
    const turn = (service: string, at: Micros): void => {
      const recent = [...(turns.get(service) ?? []).filter((each) => each > at - within), at];
      turns.set(service, recent);
      finding.stake();
      if (recent.length > most)
        finding.violated(at, say`${service} turned ${recent.length} times within ${duration(within)}`);
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "begun") return;
          const { kind, recovers } = note.of;
          for (const service of subjectsOf(note.of, "service")) {
            if (recovers) turn(service, at);
            if (kind !== "grow" && kind !== "shrink") continue;
            const before = last.get(service);
            last.set(service, kind);
            if (before !== undefined && before !== kind) turn(service, at);
          }
        },
      },
    };
  },
};
