/** One unit that fails and is repaired: availability in the long run, at an instant, over a while, and how often it fails. */
import { meanShare, stateAt, steadyState } from "../../../stats/index.js";
import { type Effort, exponential, item, measured, unavailable, type ValidationItem } from "../item.js";
import type { ReplicationResult } from "../../../result/index.js";
import { parallelUnits } from "./units.js";

const SOURCE = "Barlow, Proschan 1975";

interface Times {
  readonly failure: number;
  readonly repair: number;
  readonly [name: string]: number;
}

const chain = ({ failure, repair }: Times) => [
  [0, 1 / failure],
  [1 / repair, 0],
];

const lives = ({ failure, repair }: Times, units = 1) =>
  Array.from({ length: units }, () => ({ up: exponential(failure), repair: exponential(repair) }));

/** So many units that are nothing to each other, in one run: what is soon over costs little to be seen often. */
const AT_ONCE = 50;

const meanUnavailability = ({ measures }: ReplicationResult): number =>
  Array.from({ length: AT_ONCE }, (_, i) => 1 - measures[`unit-${i + 1}.availability`]!).reduce((a, b) => a + b) /
  AT_ONCE;

function inTheLongRun(name: string, parameters: Times, whole: number): ValidationItem {
  return item({
    name,
    title: `a unit that fails every ${parameters.failure} s and is repaired in ${parameters.repair}`,
    source: SOURCE,
    parameters,
    scenario: (times) => parallelUnits({ lasting: 1000 * parameters.failure, lives: lives(times) }),
    figures: [
      {
        name: "unavailability",
        theory: (times) => steadyState(chain(times))[1]!,
        value: measured("system.availability", unavailable),
      },
    ],
    effort: { quick: 8, whole, inPairs: true },
  });
}

/** What holds soon after the beginning, when the unit is new. */
function soon(
  name: string,
  parameters: Times & { readonly until: number },
  effort: Omit<Effort, "quick">,
): ValidationItem {
  return item({
    name,
    title: `the same unit, new, in its first ${parameters.until} s`,
    source: "Trivedi 2001, 8.3",
    parameters,
    fixed: ["until"],
    scenario: (times) => parallelUnits({ lasting: times.until, lives: lives(times, AT_ONCE) }),
    figures: [
      {
        name: "mean unavailability",
        theory: (times) => meanShare(chain(times), [1, 0], times.until, [1]),
        value: meanUnavailability,
      },
    ],
    effort: { quick: 15, ...effort },
  });
}

/** The state at one instant: what is measured in the microsecond after it. */
function atInstant(name: string, parameters: Times & { readonly at: number }, whole: number): ValidationItem {
  return item({
    name,
    title: `the same unit, new, after ${parameters.at} s`,
    source: "Trivedi 2001, 8.3",
    parameters,
    fixed: ["at"],
    scenario: (times) => parallelUnits({ lasting: times.at + 1e-6, warmUp: times.at, lives: lives(times, AT_ONCE) }),
    figures: [
      {
        name: "unavailability",
        theory: (times) => stateAt(chain(times), [1, 0], times.at)[1]!,
        value: meanUnavailability,
      },
    ],
    effort: { quick: 20, whole, inPairs: true },
  });
}

export const oneUnit: readonly ValidationItem[] = [
  inTheLongRun("one-unit", { failure: 1000, repair: 10 }, 90),
  inTheLongRun("one-unit-often", { failure: 30, repair: 10 }, 90),
  soon("one-unit-first-100", { failure: 1000, repair: 10, until: 100 }, { whole: 2500 }),
  soon("one-unit-first-40", { failure: 30, repair: 10, until: 40 }, { whole: 850, inPairs: true }),
  atInstant("one-unit-after-10", { failure: 30, repair: 10, at: 10 }, 2700),
  item({
    name: "one-unit-failures",
    title: "the same unit, new, in its first 8760 s",
    source: "Trivedi 2001, 8.3",
    parameters: { failure: 1000, repair: 10, until: 8760 },
    fixed: ["until"],
    scenario: (times) => parallelUnits({ lasting: times.until, lives: lives(times, AT_ONCE) }),
    figures: [
      {
        name: "failures",
        theory: (times) => (times.until / times.failure) * (1 - meanShare(chain(times), [1, 0], times.until, [1])),
        value: ({ faults }) => faults.reduce((sum, { fired }) => sum + fired, 0) / AT_ONCE,
      },
    ],
    effort: { quick: 8, whole: 60, inPairs: true },
  }),
];
