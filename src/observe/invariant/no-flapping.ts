/** Services do not get hosts and give them back over and over. */
import { HOUR, type Micros } from "../../units/index.js";
import type { Invariant } from "./invariant.js";

const WINDOW: Micros = HOUR;
/** Turns from growing to shrinking or back, and takeovers, of one service within the window. */
const MOST = 10;

/** Evaluated at each turn and each takeover. */
export const noFlapping: Invariant = {
  name: "no-flapping",
  about:
    `Within an hour a service turns from growing to shrinking, or is taken over, at most ${MOST} times: each turn costs ` +
    "copies, boots and users, and helps nobody.",
  watch: (finding) => {
    const last = new Map<string, "grow" | "shrink">();
    const turns = new Map<string, Micros[]>();
    const turn = (service: string, at: Micros): void => {
      const recent = [...(turns.get(service) ?? []).filter((each) => each > at - WINDOW), at];
      turns.set(service, recent);
      finding.stake();
      if (recent.length > MOST) finding.violated(at, `${service} turned ${recent.length} times within an hour`);
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "takeover-started") for (const service of note.services) turn(service, at);
          if (note.kind !== "scaling-started") return;
          const before = last.get(note.service);
          last.set(note.service, note.direction);
          if (before !== undefined && before !== note.direction) turn(note.service, at);
        },
      },
    };
  },
};
