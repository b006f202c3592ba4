/** Requests through client, director and host, against queueing theory. Times are in seconds. */
import {
  erlangB,
  finiteMMc,
  quantileOfMD1,
  quantileOfMM1,
  quantileOfMMc,
  timeAtMDc,
  timeAtDM1,
  waitOfMG1,
  waitOfMMc,
} from "../../../stats/index.js";
import { exponential, item, measured, seconds, type Figure, type ValidationItem } from "../item.js";

export interface Queue {
  readonly arrivals: number;
  readonly service: number;
  readonly [name: string]: number;
}

interface QueueScenario {
  readonly arrivals: number;
  /** A distribution. */
  readonly time: string;
  readonly servers?: number;
  /** Requests that may wait. */
  readonly waiting?: number;
  readonly discipline?: "shared";
  readonly lasting?: number;
  /** Further keys of the load. */
  readonly load?: string;
}

/** The first tenth is left out: the queue is empty at the beginning. */
export function queue({
  arrivals,
  time,
  servers = 1,
  waiting = 1_000_000,
  discipline,
  lasting = 20_000,
  load,
}: QueueScenario): string {
  const how = discipline === undefined ? "" : `discipline: ${discipline}, `;
  const more = load === undefined ? "" : `, ${load}`;
  return `name: queue
duration: ${lasting * 1.1}s
warm-up: ${lasting / 10}s
networks: { lan: { latency: 0s } }
hosts: { host-1: { network: lan, serves: { concurrency: ${servers}, queue: ${waiting}, ${how}time: "${time}" } } }
services: { shop: { runs-on: host-1, director: director-1, load: { rate: ${perSecond(arrivals)}, timeout: 100h${more} } } }
policies: { queue: none }
`;
}

/** A rate to six digits, without a fraction of a second in its words. */
export function perSecond(rate: number): string {
  return `${Number(rate.toPrecision(9))}/s`;
}

export const mean = <P extends Queue>(theory: Figure<P>["theory"]): Figure<P> => ({
  name: "mean time",
  theory,
  value: measured("shop.latency.mean"),
});

function manyServers(name: string, servers: number, parameters: Queue, whole: number): ValidationItem {
  return item<Queue>({
    name,
    title: `M/M/${servers} at ${((100 * parameters.arrivals * parameters.service) / servers).toFixed(0)} %`,
    source: "Erlang 1917",
    parameters,
    scenario: ({ arrivals, service }) => queue({ arrivals, time: exponential(service), servers }),
    figures: [
      mean(({ arrivals, service }) => waitOfMMc(servers, arrivals, service) + service),
      {
        name: "95th percentile",
        theory: ({ arrivals, service }) => quantileOfMMc(0.95, servers, arrivals, service),
        value: measured("shop.latency.p95"),
      },
    ],
    effort: { quick: 6, whole },
  });
}

/** Constant service at several servers. */
const constantAtThree: ValidationItem = item<Queue>({
  name: "m-d-3",
  title: "M/D/3 at 80 %",
  source: "Crommelin 1932",
  parameters: { arrivals: 2.4, service: 1 },
  scenario: ({ arrivals, service }) => queue({ arrivals, time: seconds(service), servers: 3, lasting: 10_000 }),
  figures: [mean(({ arrivals, service }) => timeAtMDc(3, arrivals, service))],
  effort: { quick: 6, whole: 60 },
});

const single: ValidationItem = item<Queue>({
  name: "m-m-1",
  title: "M/M/1 at 80 %",
  source: "Kleinrock 1975, 3.2",
  parameters: { arrivals: 0.8, service: 1 },
  scenario: ({ arrivals, service }) => queue({ arrivals, time: exponential(service) }),
  figures: [
    mean(({ arrivals, service }) => waitOfMMc(1, arrivals, service) + service),
    {
      name: "95th percentile",
      theory: ({ arrivals, service }) => quantileOfMM1(0.95, arrivals, service),
      value: measured("shop.latency.p95"),
    },
    {
      name: "99th percentile",
      theory: ({ arrivals, service }) => quantileOfMM1(0.99, arrivals, service),
      value: measured("shop.latency.p99"),
    },
    {
      name: "mean number there",
      theory: ({ arrivals, service }) => arrivals / (1 / service - arrivals),
      // Little's law, of what was served.
      value: ({ measures }) => measures["shop.goodput"]! * measures["shop.latency.mean"]!,
    },
  ],
  effort: { quick: 10, whole: 600 },
});

/** Pollaczek and Khinchine: the mean time depends on mean and variance alone. */
function anyService(name: string, said: string, spread: number, time: (service: number) => string): ValidationItem {
  return item<Queue>({
    name: `m-g-1-${name}`,
    title: `M/G/1 at 70 %, ${said} service`,
    source: "Pollaczek 1930, Khinchine 1932",
    parameters: { arrivals: 0.7, service: 1 },
    scenario: ({ arrivals, service }) => queue({ arrivals, time: time(service) }),
    figures: [mean(({ arrivals, service }) => waitOfMG1(arrivals, service, spread) + service)],
    effort: { quick: 8, whole: spread > 1 ? 400 : 60 },
  });
}

export const refused = (theory: (parameters: Queue) => number): Figure<Queue> => ({
  name: "share refused",
  theory,
  value: ({ measures }) => measures["shop.requests.refused"]! / measures["shop.requests.offered"]!,
});

/** Erlang's first formula, which holds whatever the distribution of service (Sevastyanov 1957). */
function loss(name: string, said: string, servers: number, parameters: Queue, time: (service: number) => string) {
  return item<Queue>({
    name,
    title: `${servers} servers without a queue, ${said} service`,
    source: "Erlang 1917, Sevastyanov 1957",
    parameters,
    scenario: ({ arrivals, service }) => queue({ arrivals, time: time(service), servers, waiting: 0, lasting: 5000 }),
    figures: [refused(({ arrivals, service }) => erlangB(servers, arrivals * service))],
    effort: { quick: 5, whole: 80 },
  });
}

function finite(name: string, servers: number, places: number, parameters: Queue): ValidationItem {
  return item<Queue>({
    name,
    title: `M/M/${servers} with ${places} places, at ${((100 * parameters.arrivals * parameters.service) / servers).toFixed(0)} %`,
    source: "Kleinrock 1975, 3.6",
    parameters,
    scenario: ({ arrivals, service }) =>
      queue({ arrivals, time: exponential(service), servers, waiting: places - servers, lasting: 10_000 }),
    figures: [
      refused(({ arrivals, service }) => finiteMMc(servers, places, arrivals, service).refused),
      mean(({ arrivals, service }) => finiteMMc(servers, places, arrivals, service).time),
    ],
    effort: { quick: 10, whole: 150 },
  });
}

const evenly: ValidationItem = item<Queue>({
  name: "d-m-1",
  title: "D/M/1 at 80 %",
  source: "Kleinrock 1975, 6.1",
  parameters: { arrivals: 0.8, service: 1 },
  scenario: ({ arrivals, service }) => queue({ arrivals, time: exponential(service), load: "gaps: even" }),
  figures: [mean(({ arrivals, service }) => timeAtDM1(arrivals, service))],
  effort: { quick: 10, whole: 300 },
});

const constant: ValidationItem = item<Queue>({
  name: "m-d-1",
  title: "M/D/1 at 70 %",
  source: "Erlang 1909",
  parameters: { arrivals: 0.7, service: 1 },
  scenario: ({ arrivals, service }) => queue({ arrivals, time: seconds(service) }),
  figures: [
    mean(({ arrivals, service }) => waitOfMG1(arrivals, service, 0) + service),
    {
      name: "95th percentile",
      theory: ({ arrivals, service }) => quantileOfMD1(0.95, arrivals, service),
      value: measured("shop.latency.p95"),
    },
    {
      name: "99th percentile",
      theory: ({ arrivals, service }) => quantileOfMD1(0.99, arrivals, service),
      value: measured("shop.latency.p99"),
    },
  ],
  effort: { quick: 10, whole: 300 },
});

/** Of the requests; the others take as long as their host says. */
const LARGE_ONES = 0.2;

interface Classes extends Queue {
  readonly factor: number;
}

/** Two classes of which one takes longer: what counts is the variance of both together. */
const classes: ValidationItem = item<Classes>({
  name: "m-g-1-classes",
  title: "M/G/1 at 80 %, one request of five with four times the work",
  source: "Pollaczek 1930, Khinchine 1932",
  parameters: { arrivals: 0.5, service: 1, factor: 4 },
  scenario: ({ arrivals, service, factor }) =>
    queue({
      arrivals,
      time: exponential(service),
      load: `mix: { small: { share: ${100 * (1 - LARGE_ONES)}% }, large: { share: ${100 * LARGE_ONES}%, work: x${Number(factor.toPrecision(9))} } }`,
    }),
  figures: [
    mean<Classes>(({ arrivals, service, factor }) => {
      const all = service * (1 - LARGE_ONES + LARGE_ONES * factor);
      const squares = 2 * service * service * (1 - LARGE_ONES + LARGE_ONES * factor * factor);
      return waitOfMG1(arrivals, all, squares / (all * all) - 1) + all;
    }),
  ],
  effort: { quick: 10, whole: 400 },
});

export const queues: readonly ValidationItem[] = [
  single,
  manyServers("m-m-1-half", 1, { arrivals: 0.5, service: 1 }, 30),
  manyServers("m-m-2", 2, { arrivals: 1.6, service: 1 }, 60),
  manyServers("m-m-4", 4, { arrivals: 3.2, service: 1 }, 40),
  manyServers("m-m-8", 8, { arrivals: 6.4, service: 1 }, 30),
  manyServers("m-m-3-slow", 3, { arrivals: 0.5, service: 4 }, 60),
  anyService("constant", "constant", 0, (service) => seconds(service)),
  anyService("uniform", "uniform", 1 / 3, (service) => `uniform(0s, ${seconds(2 * service)})`),
  anyService("erlang", "Erlang-4", 1 / 4, (service) => `erlang(4, ${seconds(service)})`),
  anyService("exponential", "exponential", 1, exponential),
  anyService("lognormal", "lognormal", 2.25, (service) => `lognormal(${seconds(service)}, ${seconds(1.5 * service)})`),
  anyService("gamma", "gamma of shape 1/4", 4, (service) => `gamma(0.25, ${seconds(4 * service)})`),
  loss("erlang-b", "exponential", 12, { arrivals: 10, service: 1 }, exponential),
  loss("erlang-b-constant", "constant", 12, { arrivals: 10, service: 1 }, (service) => seconds(service)),
  loss(
    "erlang-b-lognormal",
    "lognormal",
    5,
    { arrivals: 3, service: 1 },
    (service) => `lognormal(${seconds(service)}, ${seconds(2 * service)})`,
  ),
  finite("m-m-1-5", 1, 5, { arrivals: 0.9, service: 1 }),
  finite("m-m-2-6", 2, 6, { arrivals: 2.2, service: 1 }),
  evenly,
  constant,
  constantAtThree,
  classes,
];
