/** Strokes that meet: of a group and one crew, and of faults that age in operation alone. Times are in seconds. */
import { exploredChain, steadyState } from "../../../stats/index.js";
import { exponential, item, measured, seconds, unavailable, type ValidationItem } from "../item.js";
import { parallelUnits } from "./units.js";

interface Group {
  readonly failure: number;
  readonly both: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** Repairs that are under way or wait, the first first: of a failure of the one unit or of the other, or of the stroke that both had. */
type Repairs = readonly ("own-1" | "own-2" | "both-1" | "both-2")[];

function movesFrom({ failure, both, repair }: Group, repairs: Repairs): readonly (readonly [Repairs, number])[] {
  const moves: (readonly [Repairs, number])[] = [];
  for (const own of ["own-1", "own-2"] as const) {
    if (!repairs.includes(own)) moves.push([[...repairs, own], 1 / failure]);
  }
  // The next common stroke is as far from the end of the last repair of this one.
  if (!repairs.some((each) => each === "both-1" || each === "both-2")) {
    moves.push([[...repairs, "both-1", "both-2"], 1 / both]);
  }
  if (repairs.length > 0) moves.push([repairs.slice(1), 1 / repair]);
  return moves;
}

/** A unit that is struck while it is down needs both repairs, and is down until both have been made. */
function bothDown(times: Group): number {
  const { states, rates } = exploredChain<Repairs>([], (repairs) => movesFrom(times, repairs));
  const shares = steadyState(rates);
  const isDown = (repairs: Repairs, unit: 1 | 2) => repairs.includes(`own-${unit}`) || repairs.includes(`both-${unit}`);
  return states.reduce((sum, each, i) => sum + (isDown(each, 1) && isDown(each, 2) ? shares[i]! : 0), 0);
}

const groupAndCrew: ValidationItem = item<Group>({
  name: "common-cause-one-crew",
  title: "two units that fail each by itself, and both at once, with one crew: a repair for each stroke of each",
  source: "Trivedi 2001, 8.2; numerically",
  parameters: { failure: 60, both: 200, repair: 5 },
  scenario: (times) => {
    const life = { up: exponential(times.failure), repair: exponential(times.repair) };
    const mended = (unit: number) => `{ crash: unit-${unit}, repair: "${exponential(times.repair)}", crew: crew-1 }`;
    const both = `{ every: "${exponential(times.both)}", group: [${mended(1)}, ${mended(2)}] }`;
    return parallelUnits({ lasting: 20_000, lives: [life, life], crew: 1, faults: [both] });
  },
  figures: [{ name: "unavailability", theory: bothDown, value: measured("system.availability", unavailable) }],
  effort: { quick: 20, whole: 400, inPairs: true },
});

interface Series {
  readonly first: number;
  readonly second: number;
  readonly repair: number;
  readonly [name: string]: number;
}

const LASTING = 300;

/** Whoever works ages, and nobody while either is down: from one failure to the next. */
function shareUp({ first, second, repair }: Series): number {
  let [time, up] = [0, 0];
  const left = { first, second };
  for (;;) {
    const next = left.first <= left.second ? "first" : "second";
    const age = left[next];
    if (time + age >= LASTING) return (up + LASTING - time) / LASTING;
    up += age;
    time = Math.min(LASTING, time + age + repair);
    left.first -= age;
    left.second -= age;
    left[next] = next === "first" ? first : second;
  }
}

/** Nothing is left to chance: the interval has no width. */
const inSeries: ValidationItem = item<Series>({
  name: "series-of-ages",
  title: `two parts in series that last a fixed time of operation each, in their first ${LASTING} s`,
  source: "Barlow, Proschan 1975: series without ageing while down",
  parameters: { first: 100, second: 120, repair: 10 },
  // As long as there are four failures it does not matter when they are.
  fixed: ["first", "second"],
  scenario: ({ first, second, repair }) =>
    parallelUnits({
      lasting: LASTING,
      lives: [],
      units: 1,
      faults: [first, second].map(
        (age) => `{ every: ${seconds(age)}, ages: while-on, crash: unit-1, repair: ${seconds(repair)} }`,
      ),
    }),
  figures: [{ name: "availability", theory: shareUp, value: measured("system.availability") }],
  effort: { quick: 2, whole: 2 },
});

export const strokes: readonly ValidationItem[] = [groupAndCrew, inSeries];
