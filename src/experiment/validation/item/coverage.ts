/** Two units that both work: each failure makes everybody wait for a takeover, or for a restart where it is not covered. Times are in seconds. */
import { exploredChain, steadyState } from "../../../stats/index.js";
import { exponential, item, measured, unavailable, type ValidationItem } from "../item.js";
import { parallelUnits } from "./units.js";

interface Covered {
  readonly failure: number;
  readonly repair: number;
  /** Share of the failures that are not noticed at once. */
  readonly uncovered: number;
  readonly takeover: number;
  readonly restart: number;
  readonly [name: string]: number;
}

const STROKES = [
  { unit: 1, isCovered: true },
  { unit: 1, isCovered: false },
  { unit: 2, isCovered: true },
  { unit: 2, isCovered: false },
] as const;

/** Numbers of strokes: whose repairs are under way or wait, the first first; and for whose sake everybody waits. */
interface State {
  readonly repairs: readonly number[];
  readonly waits: readonly number[];
}

function movesFrom(times: Covered, { repairs, waits }: State): readonly (readonly [State, number])[] {
  const { failure, repair, uncovered, takeover, restart } = times;
  const isDown = (unit: number) => repairs.some((each) => STROKES[each]!.unit === unit);
  const moves: (readonly [State, number])[] = [];
  STROKES.forEach(({ unit, isCovered }, stroke) => {
    // The next one is as far from the end of the last as of its repair, and nobody who is down fails.
    if (isDown(unit) || waits.includes(stroke)) return;
    const struck = { repairs: [...repairs, stroke], waits: [...waits, stroke].toSorted((a, b) => a - b) };
    moves.push([struck, (isCovered ? 1 - uncovered : uncovered) / failure]);
  });
  if (repairs.length > 0) moves.push([{ repairs: repairs.slice(1), waits }, 1 / repair]);
  for (const stroke of waits) {
    const rest = waits.filter((each) => each !== stroke);
    moves.push([{ repairs, waits: rest }, 1 / (STROKES[stroke]!.isCovered ? takeover : restart)]);
  }
  return moves;
}

/** Nobody serves while anybody is waited for, or both are down. */
function unavailabilityOfBoth(times: Covered): number {
  const { states, rates } = exploredChain<State>({ repairs: [], waits: [] }, (from) => movesFrom(times, from));
  const shares = steadyState(rates);
  return states.reduce((sum, { repairs, waits }, i) => {
    const units = new Set(repairs.map((stroke) => STROKES[stroke]!.unit));
    return sum + (waits.length > 0 || units.size === 2 ? shares[i]! : 0);
  }, 0);
}

function bothActive(name: string, parameters: Covered, whole: number): ValidationItem {
  return item<Covered>({
    name,
    title: `two units that both work, one crew: a failure costs a takeover, or a restart where it is not covered (${100 * (1 - parameters.uncovered)} % are)`,
    source: "Bouricius, Carter, Schneider 1969; Trivedi 2001, 8.3; numerically",
    parameters,
    scenario: ({ failure, repair, uncovered, takeover, restart }) =>
      parallelUnits({
        lasting: 50_000,
        lives: [],
        units: 2,
        crew: 1,
        faults: STROKES.map(({ unit, isCovered }) => {
          const mean = failure / (isCovered ? 1 - uncovered : uncovered);
          const away = exponential(isCovered ? takeover : restart);
          return (
            `{ every: "${exponential(mean)}", ages: while-on, group: [` +
            `{ crash: unit-${unit}, repair: "${exponential(repair)}", crew: crew-1 }, { cut: lan, for: "${away}" }] }`
          );
        }),
      }),
    figures: [
      { name: "unavailability", theory: unavailabilityOfBoth, value: measured("system.availability", unavailable) },
    ],
    effort: { quick: 10, whole, inPairs: true },
  });
}

export const coverages: readonly ValidationItem[] = [
  bothActive("coverage-both-active", { failure: 200, repair: 10, uncovered: 0.1, takeover: 0.5, restart: 10 }, 320),
  bothActive(
    "coverage-both-active-high",
    { failure: 500, repair: 10, uncovered: 0.01, takeover: 1, restart: 20 },
    1170,
  ),
];
