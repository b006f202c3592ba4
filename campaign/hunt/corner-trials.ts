/** The corner cases with other chances, as they are or with one thing more that goes wrong. */
import { cornerNames, oneMore, runCorner } from "../../test/mutants/corner-run.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface CornerTrial {
  readonly corner: string;
  readonly replication: number;
  readonly more: boolean;
}

/** The policy of this one is wrong on purpose. */
const UNSAFE = "stuck-relay-unsafe";
const corners = cornerNames.filter((name) => name !== UNSAFE);

export const cornerTrials: Hunt<CornerTrial> = {
  name: "corner-trials",
  about: "corner cases with other chances, every other one with one more fault; invariants judge",
  fixed: { from: 2000, count: 700 },
  limitSeconds: 120,
  input: (seed) => ({
    corner: corners[Math.floor(seed / 2) % corners.length]!,
    replication: Math.floor(seed / 2 / corners.length),
    more: seed % 2 === 1,
  }),
  attempt: ({ corner, replication, more }) =>
    violationsIn(runCorner(corner, { replication, more: more ? (world) => oneMore(world) : null }).invariants),
};
