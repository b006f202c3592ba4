/** Requests that a director deals to several hosts, each with a queue of its own. Times are in seconds. */
import { timeAtBetterOfTwo, timeAtEkM1, timeAtShorterOfTwo, timeAtTurns, waitOfMMc } from "../../../stats/index.js";
import { item, measured, type Figure, type ValidationItem } from "../item.js";
import { mean, perSecond, type Queue } from "./queues.js";

interface Dealt {
  /** Mean service time of each host; the first is the service's home. */
  readonly times: readonly number[];
  /** To all of them. */
  readonly arrivals: number;
  /** As a policy has it. */
  readonly share: string;
}

/** Helpers are brought up first; nobody asks before all are there. */
function dealt({ times, arrivals, share }: Dealt): string {
  const helpers = times.slice(1);
  const serves = (time: number) => `serves: { rate: ${perSecond(1 / time)}, time: exponential, queue: 1000000 }`;
  return `name: dealt
duration: 11000s
warm-up: 1000s
networks: { lan: { latency: 0s } }
hosts:
  home: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s }, ${serves(times[0]!)} }
${helpers.map((time, i) => `  helper-${i + 1}: { like: home, relay: relay-${i + 1}, power: off, ${serves(time)} }\n`).join("")}\
relays: { ${helpers.map((_, i) => `relay-${i + 1}: { switching: 1ms, reading: 1ms }`).join(", ")} }
services:
  shop:
    runs-on: home
    director: director-1
    load: { rate: { base: ${perSecond(arrivals)}, spike: { 0s..30s: x0 } }, mix: { browse: { share: 100%, reads: shareable } }, timeout: 100h }
policies: { dealt: { balancing: { static: ${times.length}, ${share} } } }
`;
}

/** Hosts that are alike. */
function split(
  name: string,
  said: string,
  share: string,
  hosts: number,
  theory: Figure<Queue>["theory"],
): ValidationItem {
  return item<Queue>({
    name,
    title: `a load of 80 % split ${said} over ${hosts} hosts`,
    source: "Kleinrock 1975, 6.1",
    parameters: { arrivals: 0.8, service: 1 },
    scenario: ({ arrivals, service }) =>
      dealt({
        times: Array.from({ length: hosts }, () => service),
        arrivals: hosts * arrivals,
        share: `share: ${share}`,
      }),
    figures: [mean(theory)],
    effort: { quick: 4, whole: 80 },
  });
}

/** By turns each host sees every so many-th arrival: stages that add up. */
const inTurn = (hosts: number): ValidationItem =>
  split(`split-in-turn-${hosts}`, "in turn", "round-robin", hosts, ({ arrivals, service }) =>
    timeAtEkM1(hosts, hosts * arrivals, service),
  );

const toTheShorter = (name: string, said: string, share: string): ValidationItem => ({
  ...split(name, said, share, 2, ({ arrivals, service }) => timeAtShorterOfTwo(2 * arrivals, service)),
  source: "Kingman 1961; numerically",
});

/** Of three hosts two are looked at, so that the shortest queue of all may be missed. */
const betterOfThree: ValidationItem = item<Queue>({
  name: "split-to-the-better-of-two-of-3",
  title: "a load of 70 % split to the better of two drawn, over 3 hosts",
  source: "Mitzenmacher 2001; numerically, for three",
  parameters: { arrivals: 0.7, service: 1 },
  scenario: ({ arrivals, service }) =>
    dealt({ times: [service, service, service], arrivals: 3 * arrivals, share: "share: random-of-two" }),
  figures: [mean(({ arrivals, service }) => timeAtBetterOfTwo(3 * arrivals, service))],
  effort: { quick: 4, whole: 40 },
});

interface Unequal {
  readonly arrivals: number;
  readonly quick: number;
  readonly slow: number;
  readonly [name: string]: number;
}

/** At random, a share for each: what is split off a Poisson stream is one again. */
function unequal(
  name: string,
  said: string,
  weights: string,
  arrivals: number,
  shareOfQuick: (times: Unequal) => number,
) {
  return item<Unequal>({
    name,
    title: `a quick and a slow host, ${said}`,
    source: "Kleinrock 1975, 3.2; splitting of a Poisson stream",
    parameters: { arrivals, quick: 1, slow: 2 },
    scenario: (each) =>
      dealt({ times: [each.quick, each.slow], arrivals: each.arrivals, share: `share: random, weights: ${weights}` }),
    figures: [
      {
        name: "mean time",
        theory: (each) => {
          const share = shareOfQuick(each);
          const at = (part: number, service: number) => waitOfMMc(1, part * each.arrivals, service) + service;
          return share * at(share, each.quick) + (1 - share) * at(1 - share, each.slow);
        },
        value: measured("shop.latency.mean"),
      },
    ],
    effort: { quick: 6, whole: 150 },
  });
}

/** As many to the slow one as to the quick one. */
const inTurnUnequal: ValidationItem = item<Unequal>({
  name: "split-in-turn-unequal",
  title: "a quick and a slow host, in turn",
  source: "Kleinrock 1975, 6.1",
  parameters: { arrivals: 0.8, quick: 1, slow: 2 },
  scenario: (each) => dealt({ times: [each.quick, each.slow], arrivals: each.arrivals, share: "share: round-robin" }),
  figures: [
    {
      name: "mean time",
      theory: ({ arrivals, quick, slow }) => (timeAtEkM1(2, arrivals, quick) + timeAtEkM1(2, arrivals, slow)) / 2,
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 6, whole: 260 },
});

const byWeight: ValidationItem = item<Unequal>({
  name: "split-in-turn-by-weight",
  title: "a quick and a slow host, in turn, two of three to the quick one",
  source: "Kleinrock 1975, 6.1: stages between arrivals; numerically",
  parameters: { arrivals: 1, quick: 1, slow: 2 },
  scenario: (each) =>
    dealt({
      times: [each.quick, each.slow],
      arrivals: each.arrivals,
      share: "share: round-robin, weights: capacity",
    }),
  figures: [
    {
      name: "mean time",
      theory: (each) =>
        (2 * timeAtTurns([1, 2], each.arrivals, each.quick) + timeAtTurns([3], each.arrivals, each.slow)) / 3,
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 6, whole: 150 },
});

export const directors: readonly ValidationItem[] = [
  split("split-random", "at random", "random", 4, ({ arrivals, service }) => waitOfMMc(1, arrivals, service) + service),
  inTurn(2),
  inTurn(4),
  inTurn(10),
  toTheShorter("split-to-the-shorter", "to the shorter queue", "least-connections"),
  toTheShorter("split-to-the-better-of-two", "to the better of two drawn", "random-of-two"),
  betterOfThree,
  unequal("split-by-capacity", "each by its capacity", "capacity", 1.2, ({ quick, slow }) => slow / (quick + slow)),
  unequal("split-equally", "both with as much to do", "equal", 0.7, () => 1 / 2),
  inTurnUnequal,
  byWeight,
];
