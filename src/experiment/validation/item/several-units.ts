/** Several units of which one is enough, or that share people who repair: Markov chains of few states. */
import { meanTimeUpTo, steadyState, type Rates } from "../../../stats/index.js";
import { type Effort, exponential, item, measured, unavailable, type ValidationItem } from "../item.js";
import { firstDown, manySystems, pairDown, parallelUnits } from "./units.js";

interface Times {
  readonly failure: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** States: how many of the units are down. */
function failuresAndRepairs(units: number, crew: number, { failure, repair }: Times): Rates {
  return Array.from({ length: units + 1 }, (_, down) =>
    Array.from({ length: units + 1 }, (_, to) => {
      if (to === down + 1) return (units - down) / failure;
      if (to === down - 1) return Math.min(down, crew) / repair;
      return 0;
    }),
  );
}

const alike = (units: number, { failure, repair }: Times) =>
  Array.from({ length: units }, () => ({ up: exponential(failure), repair: exponential(repair) }));

/** More down at once than there may be. */
function someAreEnough(
  name: string,
  [needs, units]: readonly [number, number],
  crew: number,
  parameters: Times,
  lasting: number,
  effort: Omit<Effort, "quick">,
) {
  const enough = needs === 1 ? "one is enough" : `${needs} are needed`;
  return item({
    name,
    title: `${units} units, ${enough}, ${crew === 1 ? "one crew" : `${crew} crews`}: ${parameters.failure} s up, ${parameters.repair} down`,
    source: "Trivedi 2001, 8.2",
    parameters,
    scenario: (times) => parallelUnits({ lasting, lives: alike(units, times), crew, needs }),
    figures: [
      {
        name: "unavailability",
        theory: (times) =>
          steadyState(failuresAndRepairs(units, crew, times))
            .slice(units - needs + 1)
            .reduce((sum, share) => sum + share, 0),
        value: measured("system.availability", unavailable),
      },
    ],
    effort: { quick: 10, ...effort },
  });
}

/** So many units are nothing to each other, and make so many more pairs: that both of one are down is seen so much oftener. */
const PAIRED = 20;

const rarePairs: ValidationItem = item<Times>({
  name: "two-units-rare",
  title: "2 units, one is enough, 2 crews: 1000 s up, 10 down; all pairs of twenty",
  source: "Trivedi 2001, 8.2",
  parameters: { failure: 1000, repair: 10 },
  scenario: (times) => parallelUnits({ lasting: 50_000, lives: alike(PAIRED, times), pairs: true }),
  figures: [
    {
      name: "unavailability",
      theory: (times) => steadyState(failuresAndRepairs(2, 2, times))[2]!,
      value: pairDown(PAIRED),
    },
  ],
  effort: { quick: 8, whole: 540 },
});

/** Seconds, three times the mean: what that leaves out says little. */
const FIRST_UP_TO = 420;

/** Both of a pair, over all pairs of twenty units that are nothing to each other. */
const firstOfPairs: ValidationItem = item<Times>({
  name: "two-units-first",
  title: `2 units, 2 crews: the first time that all are down, of ${FIRST_UP_TO} s at most; all pairs of twenty`,
  source: "Trivedi 2001, 8.5",
  parameters: { failure: 40, repair: 10 },
  scenario: (times) => parallelUnits({ lasting: FIRST_UP_TO, lives: alike(PAIRED, times), pairs: true }),
  figures: [
    {
      name: "mean seconds",
      theory: (times) => meanTimeUpTo(FIRST_UP_TO, failuresAndRepairs(2, 2, times), [2]),
      value: pairDown(PAIRED, "first"),
    },
  ],
  effort: { quick: 20, whole: 680, inPairs: true },
});

/** So many systems in one run. */
const SYSTEMS = 20;

function firstTime(name: string, units: number, parameters: Times, lasting: number, whole: number) {
  return item<Times>({
    name,
    title: `${units} units, one crew: the first time that all are down, of ${lasting} s at most`,
    source: "Trivedi 2001, 8.5",
    parameters,
    scenario: (times) => manySystems({ systems: SYSTEMS, lasting, lives: alike(units, times), crew: 1 }),
    figures: [
      {
        name: "mean seconds",
        theory: (times) => meanTimeUpTo(lasting, failuresAndRepairs(units, 1, times), [units]),
        value: firstDown(SYSTEMS),
      },
    ],
    effort: { quick: 10, whole },
  });
}

/** What a cut set tells: in the long run, and until the first time. */
const allDown: readonly ValidationItem[] = [
  item<Times>({
    name: "cut-set",
    title: "3 units with one crew, all of them down at once: 30 s up, 10 down",
    source: "Trivedi 2001, 8.2",
    parameters: { failure: 30, repair: 10 },
    scenario: (times) => parallelUnits({ lasting: 20_000, lives: alike(3, times), crew: 1, cutSet: "all" }),
    figures: [
      {
        name: "share of the time",
        theory: (times) => steadyState(failuresAndRepairs(3, 1, times))[3]!,
        value: measured("all.down.share"),
      },
      {
        name: "times in 1000 s",
        theory: (times) => (1000 * steadyState(failuresAndRepairs(3, 1, times))[2]!) / times.failure,
        value: measured("all.down.times", (times) => times / 20),
      },
    ],
    effort: { quick: 8, whole: 300 },
  }),
  firstTime("cut-set-first", 3, { failure: 20, repair: 10 }, 250, 800),
];

function machineRepair(units: number, crew: number, parameters: Times, whole: number): ValidationItem {
  return item({
    name: `machine-repair-${units}-${crew}`,
    title: `${units} units and ${crew === 1 ? "one crew" : `${crew} crews`}: ${parameters.failure} s up, ${parameters.repair} to repair`,
    source: "Kleinrock 1975, 3.8",
    parameters,
    scenario: (times) => parallelUnits({ lasting: 5000, warmUp: 500, lives: alike(units, times), crew }),
    figures: [
      {
        name: "mean number down",
        theory: (times) =>
          steadyState(failuresAndRepairs(units, crew, times)).reduce((sum, share, down) => sum + down * share, 0),
        value: ({ measures }) =>
          Array.from({ length: units }, (_, i) => 1 - measures[`unit-${i + 1}.availability`]!).reduce((a, b) => a + b),
      },
    ],
    effort: { quick: 10, whole },
  });
}

/** What is behind one network is away with it, whatever else is. */
const behindOneNetwork = item({
  name: "units-behind-one-network",
  title: "two units behind one network, which fails too",
  source: "Barlow, Proschan 1975: series and parallel",
  parameters: { failure: 100, repair: 10, cut: 400, mend: 5 },
  scenario: (times) => {
    const cut = `{ every: "${exponential(times.cut)}", cut: lan, repair: "${exponential(times.mend)}" }`;
    return parallelUnits({ lasting: 50_000, lives: alike(2, times), faults: [cut] });
  },
  figures: [
    {
      name: "unavailability",
      theory: ({ failure, repair, cut, mend }) => {
        const unit = repair / (failure + repair);
        return 1 - (1 - unit * unit) * (cut / (cut + mend));
      },
      value: measured("system.availability", unavailable),
    },
  ],
  effort: { quick: 10, whole: 500, inPairs: true },
});

/** What strikes both at once, beside what strikes each: a factor of a product each. */
const commonCause = item({
  name: "common-cause",
  title: "two units that fail each by itself, and both at once",
  source: "Fleming 1975; Barlow, Proschan 1975: series and parallel",
  parameters: { failure: 100, repair: 10, both: 500, mend: 15 },
  scenario: (times) => {
    const both = `{ every: "${exponential(times.both)}", crash: [unit-1, unit-2], repair: "${exponential(times.mend)}" }`;
    return parallelUnits({ lasting: 50_000, lives: alike(2, times), faults: [both] });
  },
  figures: [
    {
      name: "unavailability",
      theory: ({ failure, repair, both, mend }) => {
        const unit = repair / (failure + repair);
        return 1 - (1 - unit * unit) * (both / (both + mend));
      },
      value: measured("system.availability", unavailable),
    },
  ],
  effort: { quick: 10, whole: 320, inPairs: true },
});

export const severalUnits: readonly ValidationItem[] = [
  someAreEnough("two-units", [1, 2], 2, { failure: 30, repair: 10 }, 20_000, { whole: 200 }),
  someAreEnough("two-units-one-crew", [1, 2], 1, { failure: 30, repair: 10 }, 20_000, { whole: 170 }),
  rarePairs,
  someAreEnough("two-units-rare-one-crew", [1, 2], 1, { failure: 1000, repair: 10 }, 500_000, { whole: 1600 }),
  someAreEnough("three-units-two-crews", [1, 3], 2, { failure: 20, repair: 10 }, 20_000, { whole: 730 }),
  someAreEnough("two-of-three", [2, 3], 3, { failure: 100, repair: 10 }, 20_000, { whole: 660, inPairs: true }),
  someAreEnough("three-of-five-two-crews", [3, 5], 2, { failure: 60, repair: 10 }, 20_000, { whole: 440 }),
  someAreEnough("four-of-five-one-crew", [4, 5], 1, { failure: 150, repair: 10 }, 20_000, {
    whole: 470,
    inPairs: true,
  }),
  firstOfPairs,
  firstTime("two-units-one-crew-first", 2, { failure: 30, repair: 10 }, 300, 900),
  machineRepair(10, 1, { failure: 100, repair: 10 }, 200),
  machineRepair(10, 2, { failure: 100, repair: 10 }, 170),
  machineRepair(6, 1, { failure: 40, repair: 12 }, 160),
  ...allDown,
  behindOneNetwork,
  commonCause,
];
