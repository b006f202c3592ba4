/** Which of the paths in use carries the next I/O: the path selectors of the device mapper. Called for each I/O. */
import type { PathSelector } from "./policy.js";

/** A path in use, and what is on it now. */
export interface Lane {
  readonly weight: number;
  /** I/Os, and their bytes. */
  readonly outstanding: number;
  readonly bytes: number;
}

/** Whose turn it is, and for how many I/Os more. */
export interface Turn {
  lane: number;
  left: number;
}

/** The index of the path that an I/O of so many bytes takes; there is at least one. */
export type SelectPath = (lanes: readonly Lane[], turn: Turn, size: number) => number;

/** As many I/Os in a row as the weight of the path says. */
const roundRobin: SelectPath = (lanes, turn) => {
  if (turn.lane >= lanes.length) {
    turn.lane = 0;
    turn.left = 0;
  }
  if (turn.left <= 0) turn.left = lanes[turn.lane]!.weight;
  const { lane } = turn;
  turn.left -= 1;
  if (turn.left <= 0) turn.lane = (lane + 1) % lanes.length;
  return lane;
};

/** The one with the fewest I/Os on it for its weight. */
const queueLength: SelectPath = (lanes, turn) => least(lanes, turn, ({ outstanding, weight }) => outstanding / weight);

/** The one that would be done with it first, its weight being how fast it is beside the others. */
const serviceTime: SelectPath = (lanes, turn, size) =>
  least(lanes, turn, ({ bytes, weight }) => (bytes + size) / weight);

/** Of several that are alike the one after that which was taken last, so that an idle device uses all. */
function least(lanes: readonly Lane[], turn: Turn, costOf: (lane: Lane) => number): number {
  let best = 0;
  let cost = Infinity;
  for (let step = 0; step < lanes.length; step++) {
    const index = (turn.lane + step) % lanes.length;
    const own = costOf(lanes[index]!);
    if (own >= cost) continue;
    best = index;
    cost = own;
  }
  turn.lane = (best + 1) % lanes.length;
  return best;
}

const selectors: { readonly [Name in PathSelector]: SelectPath } = {
  "round-robin": roundRobin,
  "queue-length": queueLength,
  "service-time": serviceTime,
};

export function pathSelector(name: PathSelector): SelectPath {
  return selectors[name];
}
