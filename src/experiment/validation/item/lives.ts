/** Lives that go on only in operation, or that depend on who serves; and maintenance. Times are in minutes where the failover logic takes over, in seconds elsewhere. */
import {
  coldStandbyUnavailability,
  erlangSurvival,
  steadyState,
  type Survival,
  unavailabilityUnderMaintenance,
  weibullSurvival,
} from "../../../stats/index.js";
import { exponential, item, measured, minutes, seconds, unavailable, type ValidationItem } from "../item.js";
import { exponentialMinutes, SHORT, standby } from "./standby.js";
import { parallelUnits } from "./units.js";

interface Times {
  readonly failure: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** Lives of one kind: as a scenario says them, and how likely they are to last. */
interface Lives {
  readonly said: (mean: number) => string;
  readonly survival: (mean: number) => Survival;
}

/** They wear out. */
const erlang = (stages: number): Lives => ({
  said: (mean) => `erlang(${stages}, ${minutes(mean)})`,
  survival: (mean) => erlangSurvival(stages, mean),
});

/** Of shape one half, whose mean is twice its scale: many end early. */
const early: Lives = {
  said: (mean) => `weibull(0.5, ${minutes(mean / 2)})`,
  survival: (mean) => weibullSurvival(0.5, mean / 2),
};

const unavailability = <P extends Readonly<Record<string, number>>>(theory: (parameters: P) => number) => ({
  name: "unavailability",
  theory,
  value: measured("system.availability", unavailable),
});

/** A unit that waits without power does not age. */
function waitingCold(name: string, said: string, lives: Lives, parameters: Times): ValidationItem {
  return item({
    name,
    title: `a cold stand-in, one crew, lives that ${said}, and go on only with power`,
    source: "Barlow, Proschan 1975, 5.2; numerically",
    parameters,
    scenario: ({ failure, repair }) =>
      standby({
        ...SHORT,
        crews: 1,
        boot: 0,
        faults: ["unit-1", "unit-2"].map(
          (unit) =>
            `{ every: "${lives.said(failure)}", ages: while-on, crash: ${unit}, repair: "${exponentialMinutes(repair)}", crew: crew-1 }`,
        ),
      }),
    figures: [
      unavailability<Times>(({ failure, repair }) =>
        coldStandbyUnavailability(lives.survival(failure), failure, repair),
      ),
    ],
    effort: { quick: 6, whole: 500 },
  });
}

/** By one crew, lives and repairs exponential. */
function ofColdStandby({ failure, repair }: Times): number {
  const ratio = repair / failure;
  return (ratio * ratio) / (1 + ratio + ratio * ratio);
}

/** One fault that strikes whoever serves, by the same chain as two that strike a host each. */
const whoeverServes: ValidationItem = item<Times>({
  name: "whoever-serves",
  title: "a cold stand-in, one crew, and a fault that strikes whoever serves",
  source: "Trivedi 2001, 8.2",
  parameters: { failure: 20, repair: 10 },
  scenario: ({ failure, repair }) =>
    standby({
      ...SHORT,
      crews: 1,
      boot: 0,
      faults: [
        `{ every: "${exponentialMinutes(failure)}", ages: while-on, crash: { holder-of: system }, repair: "${exponentialMinutes(repair)}", crew: crew-1 }`,
      ],
    }),
  figures: [unavailability(ofColdStandby)],
  effort: { quick: 6, whole: 500 },
});

/** The same where nobody has to be taken over from: it can be rare, since it costs little. */
const rareCold: ValidationItem = item<Times>({
  name: "cold-standby-rare",
  title: "two units of which only the one that serves can fail, one crew, and rarely both are down",
  source: "Trivedi 2001, 8.2",
  parameters: { failure: 1000, repair: 10 },
  scenario: ({ failure, repair }) =>
    parallelUnits({
      lasting: 500_000,
      lives: [],
      units: 2,
      crew: 1,
      faults: [
        `{ every: "${exponential(failure)}", ages: while-on, crash: { holder-of: system }, repair: "${exponential(repair)}", crew: crew-1 }`,
      ],
    }),
  figures: [unavailability(ofColdStandby)],
  effort: { quick: 10, whole: 1800 },
});

interface Warm extends Times {
  /** Mean life of a unit that waits. */
  readonly waiting: number;
}

/** Whoever serves has a second cause to fail, so that both together are as frequent as they should be. */
const warm: ValidationItem = item<Warm>({
  name: "warm-standby",
  title: "two units of which one waits warm and fails less often, one crew",
  source: "Gnedenko 1965; Trivedi 2001, 8.2",
  parameters: { failure: 50, waiting: 200, repair: 10 },
  scenario: ({ failure, waiting, repair }) => {
    const more = exponential(1 / (1 / failure - 1 / waiting));
    const life = { up: exponential(waiting), repair: exponential(repair), ages: "while-on" } as const;
    return parallelUnits({
      lasting: 20_000,
      lives: [life, life],
      crew: 1,
      faults: [
        `{ every: "${more}", ages: while-on, crash: { holder-of: system }, repair: "${life.repair}", crew: crew-1 }`,
      ],
    });
  },
  figures: [
    unavailability(
      ({ failure, waiting, repair }) =>
        steadyState([
          [0, 1 / failure + 1 / waiting, 0],
          [1 / repair, 0, 1 / failure],
          [0, 1 / repair, 0],
        ])[2]!,
    ),
  ],
  effort: { quick: 10, whole: 640 },
});

interface Coverage extends Times {
  /** Share of the failures that are noticed at once. */
  readonly covered: number;
  readonly takeover: number;
  readonly restart: number;
}

/** States by how many units are down and whether everybody waits for a takeover, or for a restart of the whole. */
function coverageChain({ failure, repair, covered, takeover, restart }: Coverage) {
  const state = (down: number, mode: number): number => 3 * down + mode;
  const rates = Array.from({ length: 9 }, () => Array.from({ length: 9 }, () => 0));
  for (let down = 0; down <= 2; down++) {
    for (let mode = 0; mode <= 2; mode++) {
      const row = rates[state(down, mode)]!;
      if (down > 0) row[state(down - 1, mode)] = 1 / repair;
      if (mode > 0) row[state(down, 0)] = 1 / (mode === 1 ? takeover : restart);
      else if (down < 2) {
        row[state(down + 1, 1)] = covered / failure;
        row[state(down + 1, 2)] = (1 - covered) / failure;
      }
    }
  }
  return rates;
}

const coverage: ValidationItem = item<Coverage>({
  name: "coverage",
  title: "two units, one crew: a failure of who serves costs a takeover, or a restart where it is not covered",
  source: "Bouricius, Carter, Schneider 1969; Trivedi 2001, 8.3",
  parameters: { failure: 200, repair: 20, covered: 0.9, takeover: 0.5, restart: 10 },
  scenario: (times) => {
    const { failure, repair, covered, takeover, restart } = times;
    const struck = (mean: number, away: number): string =>
      `{ every: "${exponential(mean)}", ages: while-on, group: [` +
      `{ crash: { holder-of: system }, repair: "${exponential(repair)}", crew: crew-1 }, ` +
      `{ cut: lan, for: "${exponential(away)}" }] }`;
    return parallelUnits({
      lasting: 50_000,
      lives: [],
      units: 2,
      crew: 1,
      faults: [struck(failure / covered, takeover), struck(failure / (1 - covered), restart)],
    });
  },
  figures: [
    unavailability((times) => {
      const shares = steadyState(coverageChain(times));
      return 1 - shares[0]! - shares[3]!;
    }),
  ],
  effort: { quick: 10, whole: 950 },
});

interface Maintenance extends Times {
  readonly age: number;
  readonly maintenance: number;
}

const WEAR = 4;

const maintained: ValidationItem = item<Maintenance>({
  name: "maintenance",
  title: "a unit that wears out, and is maintained at an age",
  source: "Barlow, Hunter 1960: age replacement",
  parameters: { failure: 100, age: 70, repair: 20, maintenance: 2 },
  scenario: ({ failure, age, repair, maintenance }) =>
    parallelUnits({
      lasting: 50_000,
      lives: [
        {
          up: `erlang(${WEAR}, ${seconds(failure)})`,
          repair: exponential(repair),
          ages: "while-on",
          renews: "maintenance",
        },
      ],
      faults: [
        `{ name: maintenance, every: ${seconds(age)}, ages: while-on, crash: unit-1, for: ${seconds(maintenance)}, renews: unit-1 fails }`,
      ],
    }),
  figures: [
    unavailability(({ failure, ...rest }) =>
      unavailabilityUnderMaintenance({ survival: erlangSurvival(WEAR, failure), ...rest }),
    ),
  ],
  effort: { quick: 10, whole: 225 },
});

export const lives: readonly ValidationItem[] = [
  waitingCold("cold-standby-wear", "wear out", erlang(4), { failure: 20, repair: 20 }),
  waitingCold("cold-standby-early", "often end early", early, { failure: 20, repair: 15 }),
  whoeverServes,
  rareCold,
  warm,
  coverage,
  maintained,
];
