/** What users and ways do to requests: sessions, time-outs, slow hosts, loss. Times are in seconds. */
import { waitOfMMc } from "../../../stats/index.js";
import { exponential, item, measured, seconds, type ValidationItem } from "../item.js";
import { mean, perSecond, type Queue } from "./queues.js";

interface Asked {
  /** Users who are always there ask as they like. */
  readonly arrivals?: number;
  /** Mean, exponential. */
  readonly service: number;
  readonly servers?: number;
  /** Requests that may wait. */
  readonly queue?: number;
  readonly lasting?: number;
  readonly latency?: number;
  /** A distribution. */
  readonly jitter?: string;
  readonly timeout?: string;
  /** Further keys of the load. */
  readonly load?: string;
  readonly fault?: string;
  /** Seconds; as hosts usually do unless given. */
  readonly boot?: number;
  readonly discipline?: "shared";
  /** Who comes while it hangs waits. */
  readonly hung?: "kept";
  /** A distribution; exponential unless given. */
  readonly time?: string;
}

/** One host; the first tenth is left out. */
export function asked({
  arrivals,
  service,
  servers = 1,
  queue: waiting = 1_000_000,
  lasting = 20_000,
  latency = 0,
  jitter,
  timeout = "100h",
  load,
  fault,
  boot,
  discipline,
  hung,
  time = exponential(service),
}: Asked) {
  const how = `${discipline === undefined ? "" : `, discipline: ${discipline}`}${hung === undefined ? "" : `, hung: ${hung}`}`;
  const up = boot === undefined ? "" : `, boot: { diagnostics: 0s, standalone: 0s, online: ${seconds(boot)} }`;
  const rate = arrivals === undefined ? "" : `rate: ${perSecond(arrivals)}, `;
  const more = load === undefined ? "" : `, ${load}`;
  return `name: asked
duration: ${lasting * 1.1}s
warm-up: ${lasting / 10}s
networks: { lan: { latency: ${seconds(latency)}${jitter === undefined ? "" : `, jitter: ${jitter}`} } }
hosts: { host-1: { network: lan, serves: { concurrency: ${servers}, queue: ${waiting}, time: "${time}"${how} }${up} } }
services: { shop: { runs-on: host-1, load: { ${rate}timeout: ${timeout}${more} } } }
policies: { asked: none }
faults: [${fault ?? ""}]
`;
}

interface Feedback extends Queue {
  readonly requests: number;
}

/** Whatever users think, each of their requests sees an M/M/1 with all that are asked (Jackson 1957, with a delay). */
const sessions: ValidationItem = item<Feedback>({
  name: "sessions",
  title: "sessions of four requests in the mean, at 80 %",
  source: "Jackson 1957",
  parameters: { arrivals: 0.2, service: 1, requests: 4 },
  scenario: ({ arrivals, service, requests }) =>
    asked({ arrivals, service, load: `session: { requests: ${requests}, think: ${exponential(30)} }` }),
  figures: [
    {
      name: "mean time",
      theory: ({ arrivals, service, requests }) => waitOfMMc(1, arrivals * requests, service) + service,
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 10, whole: 330 },
});

const slowed: ValidationItem = item<Queue>({
  name: "slowed-host",
  title: "a host that is 2.5 times slower, at 75 %",
  source: "Kleinrock 1975, 3.2",
  parameters: { arrivals: 0.3, service: 1 },
  scenario: (queue) =>
    asked({ ...queue, lasting: 40_000, fault: "{ at: 0s, slow: host-1, factor: x2.5, for: 100000h }" }),
  figures: [mean(({ arrivals, service }) => waitOfMMc(1, arrivals, 2.5 * service) + 2.5 * service)],
  effort: { quick: 6, whole: 120 },
});

interface Patience {
  readonly arrivals: number;
  readonly service: number;
  readonly patience: number;
  readonly [name: string]: number;
}

/** So many servers that nobody waits. What a user asks for takes as long whenever it is asked: all attempts end alike. */
const timeouts: ValidationItem = item<Patience>({
  name: "time-outs",
  title: "time-outs with two retries, without a queue",
  source: "exponential distribution; geometric trials of one and the same work",
  parameters: { arrivals: 2, service: 1, patience: 1.5 },
  fixed: ["arrivals"],
  scenario: ({ arrivals, service, patience }) =>
    asked({
      arrivals,
      service,
      servers: 1000,
      lasting: 5000,
      timeout: seconds(patience),
      load: "retry: { times: 2, backoff: 1s }",
    }),
  figures: [
    {
      name: "share never answered",
      theory: ({ service, patience }) => Math.exp(-patience / service),
      value: ({ measures }) => 1 - measures["shop.availability.requests"]!,
    },
    {
      name: "retries for each",
      theory: ({ service, patience }) => 2 * Math.exp(-patience / service),
      value: ({ measures }) => measures["shop.requests.retried"]! / measures["shop.requests.offered"]!,
    },
  ],
  effort: { quick: 8, whole: 30 },
});

/** Who gives up keeps the place in the queue, so that the others wait as long as if nobody did. */
const timeoutsAtAQueue: ValidationItem = item<Patience>({
  name: "time-outs-at-a-queue",
  title: "M/M/1 at 70 % whose users give up after a while",
  source: "Kleinrock 1975, 3.2: the time there is exponential",
  parameters: { arrivals: 0.7, service: 1, patience: 5 },
  scenario: ({ arrivals, service, patience }) => asked({ arrivals, service, timeout: seconds(patience) }),
  figures: [
    {
      name: "share never answered",
      theory: ({ arrivals, service, patience }) => Math.exp(-(1 / service - arrivals) * patience),
      value: ({ measures }) => 1 - measures["shop.availability.requests"]!,
    },
    {
      name: "mean time of the others",
      theory: ({ arrivals, service, patience }) => {
        const leaving = 1 / service - arrivals;
        return 1 / leaving - patience / (Math.exp(leaving * patience) - 1);
      },
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 8, whole: 132 },
});

interface Lossy {
  readonly arrivals: number;
  readonly service: number;
  readonly latency: number;
  readonly loss: number;
  readonly [name: string]: number;
}

/** What is lost is sent again after 1, 2, 4, … s, up to six times (RFC 6298): mean delay of what arrives at last. */
function meanLateness(loss: number): number {
  let [weight, late, sum, all] = [1, 0, 0, 0];
  for (let sent = 0; sent <= 6; sent++) {
    sum += weight * late;
    all += weight;
    late = 2 * late + 1;
    weight *= loss;
  }
  return sum / all;
}

const lossy: ValidationItem = item<Lossy>({
  name: "lossy-way",
  title: "requests and answers over a network that loses some",
  source: "RFC 6298, 5.5: retransmission times that double",
  parameters: { arrivals: 2, service: 0.02, latency: 0.05, loss: 0.1 },
  fixed: ["arrivals"],
  scenario: ({ arrivals, service, latency, loss }) =>
    asked({
      arrivals,
      service,
      servers: 1000,
      lasting: 5000,
      latency,
      fault: `{ at: 0s, lossy: lan, loss: ${Number((100 * loss).toPrecision(9))}%, for: 100000h }`,
    }),
  figures: [
    {
      name: "mean time",
      theory: ({ service, latency, loss }) => service + 2 * latency + 2 * meanLateness(loss),
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 8, whole: 30 },
});

interface Varying {
  readonly arrivals: number;
  readonly service: number;
  readonly latency: number;
  readonly jitter: number;
  readonly [name: string]: number;
}

/** There and back, both exponential beside the latency: with a service that hardly takes any time the sum is an Erlang of two stages. */
const varyingWay: ValidationItem = item<Varying>({
  name: "varying-way",
  title: "requests and answers over a network whose delay varies, exponential",
  source: "Erlang distribution; Trivedi 2001, 3.4",
  parameters: { arrivals: 2, service: 1e-5, latency: 0.02, jitter: 0.05 },
  fixed: ["arrivals", "service"],
  scenario: ({ arrivals, service, latency, jitter }) =>
    asked({ arrivals, service, servers: 1000, lasting: 5000, latency, jitter: exponential(jitter) }),
  figures: [
    mean(({ service, latency, jitter }) => service + 2 * latency + 2 * jitter),
    {
      name: "95th percentile",
      theory: ({ service, latency, jitter }) => service + 2 * latency + jitter * ERLANG_2_P95,
      value: measured("shop.latency.p95"),
    },
  ],
  effort: { quick: 5, whole: 20 },
});

/** Where (1 + x) e^-x is 5 %. */
const ERLANG_2_P95 = 4.743865;

export const users: readonly ValidationItem[] = [sessions, slowed, timeouts, timeoutsAtAQueue, lossy, varyingWay];
