/** A unit and its stand-in, to which the real failover logic moves the service. Times are in minutes. */
import { meanTimeUpTo, steadyState } from "../../../stats/index.js";
import { item, measured, minutes, seconds, unavailable, type ValidationItem } from "../item.js";

const SOURCE = "Trivedi 2001, 8.2";

export function exponentialMinutes(mean: number): string {
  return `exponential(${minutes(mean)})`;
}

interface Standby {
  readonly lasting: number;
  /** What the state at the beginning, both well, would weigh too much in a short run. */
  readonly warmUp?: number;
  /** A line of the section `faults` each. */
  readonly faults: readonly string[];
  /** Seconds that a boot takes. */
  readonly boot: number;
  readonly crews: number;
}

/** Nobody waits longer than this for a boot that has not ended by then. */
const PATIENCE = 0.1;

/**
 * Detection, fencing and identity take milliseconds, which is nothing beside minutes. Where no unit works nobody must be in the
 * middle of an attempt when one is repaired: so attempts are short, and a repair is heard of at once in the pause between two.
 */
export function standby({ lasting, warmUp = 0, faults, boot, crews }: Standby): string {
  return `name: standby
duration: ${minutes(warmUp + lasting)}
warm-up: ${minutes(warmUp)}
networks: { lan: { latency: 0s } }
hosts:
  unit-1: { network: lan, relay: relay-1, boot: { diagnostics: 0s, standalone: 0s, online: ${seconds(boot)} }, shutdown: 0s }
  unit-2: { like: unit-1, relay: relay-2, power: off }
relays: { relay-1: { switching: 1ms, reading: 1ms }, relay-2: { switching: 1ms, reading: 1ms } }
agents: { unit-1: { report: 1ms }, unit-2: { report: 1ms } }
services: { system: { runs-on: unit-1 } }
crews: { crew-1: { size: ${crews} } }
policies:
  stand-in: { failover: { preset: 2A, detect: { reports: { misses: 3 } }, shutdown: { within: 1ms, relay: always }, limits: { relay: 1s, boot: ${seconds(boot + PATIENCE)}, retry-after: 1h } } }
faults:
${faults.map((fault) => `  - ${fault}\n`).join("")}`;
}

/** A run that costs little: its beginning, with both units well, is left out. */
export const SHORT = { warmUp: 100, lasting: 1000 };

interface Times {
  readonly failure: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** Who waits without power does not fail: by the calendar a stroke would be missed, and its unit spared for as long as its repair takes. */
const failing = ({ failure, repair }: Times, unit: string): string =>
  `{ every: "${exponentialMinutes(failure)}", ages: while-on, crash: ${unit}, repair: "${exponentialMinutes(repair)}", crew: crew-1 }`;

/** States: none, one, both down; only the one that serves can fail. */
const chain = (crews: number, { failure, repair }: Times) => [
  [0, 1 / failure, 0],
  [1 / repair, 0, 1 / failure],
  [0, crews / repair, 0],
];

function cold(name: string, crews: number, parameters: Times, whole: number): ValidationItem {
  return item({
    name,
    title: `a cold stand-in, ${crews === 1 ? "one crew" : "two crews"}: ${parameters.failure} min up, ${parameters.repair} down`,
    source: SOURCE,
    parameters,
    scenario: (times) =>
      standby({ ...SHORT, crews, boot: 0, faults: [failing(times, "unit-1"), failing(times, "unit-2")] }),
    figures: [
      {
        name: "unavailability",
        theory: (times) => steadyState(chain(crews, times))[2]!,
        value: measured("system.availability", unavailable),
      },
    ],
    effort: { quick: 6, whole },
  });
}

const MILLISECONDS_OF_TAKEOVER = 6.4;

/** Minutes: three times the mean. */
const AT_MOST = 200;

/** The first incident that lasts longer than a takeover had nobody left to take over. */
const coldFirst: ValidationItem = item({
  name: "cold-standby-first",
  title: "a cold stand-in, one crew: the first time that both are down, of 200 min at most",
  source: "Trivedi 2001, 8.5",
  parameters: { failure: 20, repair: 15 },
  scenario: (times) =>
    standby({ lasting: AT_MOST, crews: 1, boot: 0, faults: [failing(times, "unit-1"), failing(times, "unit-2")] }),
  figures: [
    {
      name: "mean minutes",
      theory: (times) => meanTimeUpTo(AT_MOST, chain(1, times), [2]),
      value: ({ incidents }) => {
        const first = incidents.find(({ recoveryTimeSeconds }) => recoveryTimeSeconds > 1);
        return first === undefined ? AT_MOST : first.startSeconds / 60;
      },
    },
  ],
  effort: { quick: 20, whole: 400 },
});

const perfect: ValidationItem = item({
  name: "perfect-standby",
  title: "a stand-in that is always there, and takes over in a while",
  source: "renewal reward theorem",
  parameters: { failure: 720, takeover: 25 },
  scenario: ({ failure, takeover }) =>
    standby({
      lasting: 20_000,
      crews: 2,
      boot: takeover - MILLISECONDS_OF_TAKEOVER / 1000,
      faults: ["unit-1", "unit-2"].map(
        (unit) => `{ every: "${exponentialMinutes(failure)}", crash: ${unit}, repair: 1s }`,
      ),
    }),
  figures: [
    {
      name: "unavailability",
      theory: ({ failure, takeover }) => takeover / 60 / (failure + takeover / 60),
      value: measured("system.availability", unavailable),
    },
  ],
  effort: { quick: 6, whole: 850 },
});

export const standbys: readonly ValidationItem[] = [
  cold("cold-standby", 1, { failure: 20, repair: 15 }, 450),
  cold("cold-standby-two-crews", 2, { failure: 20, repair: 20 }, 400),
  coldFirst,
  perfect,
];
