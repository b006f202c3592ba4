/** Users of whom some are served before others, against queueing theory. Times are in seconds. */
import { waitsByPriority } from "../../../stats/index.js";
import { exponential, item, measured, seconds, type Parameters, type ValidationItem } from "../item.js";
import { perSecond } from "./queues.js";

/** Who comes, and how many times longer than the host says their service takes. */
interface Stream {
  readonly arrivals: number;
  readonly work: number;
}

/** One host for several services, so that each is measured by itself: the first has the highest priority. */
function ranked(streams: readonly Stream[], time: string): string {
  return [
    "name: ranked",
    "duration: 22000s",
    "warm-up: 2000s",
    "networks: { lan: { latency: 0s } }",
    `hosts: { host-1: { network: lan, serves: { queue: 1000000, time: "${time}" } } }`,
    "services:",
    ...streams.map(({ arrivals, work }, i) => {
      const mix = `{ all: { work: x${Number(work.toPrecision(9))}, priority: ${streams.length - i} } }`;
      return `  rank-${i + 1}: { runs-on: host-1, load: { rate: ${perSecond(arrivals)}, mix: ${mix}, timeout: 100h } }`;
    }),
    "policies: { ranked: none }",
    "",
  ].join("\n");
}

function priorities<P extends Parameters>(
  name: string,
  title: string,
  parameters: P,
  [time, spread]: readonly [(service: number) => string, number],
  streamsOf: (parameters: P) => { readonly service: number; readonly streams: readonly Stream[] },
  whole: number,
): ValidationItem {
  return item<P>({
    name,
    title,
    source: "Cobham 1954",
    parameters,
    scenario: (each) => ranked(streamsOf(each).streams, time(streamsOf(each).service)),
    figures: streamsOf(parameters).streams.map((_, i) => ({
      name: `mean time of rank ${i + 1}`,
      theory: (each) => {
        const { service, streams } = streamsOf(each);
        const classes = streams.map(({ arrivals, work }) => ({ arrivals, service: work * service, spread }));
        return waitsByPriority(classes)[i]! + classes[i]!.service;
      },
      value: measured(`rank-${i + 1}.latency.mean`),
    })),
    effort: { quick: 8, whole },
  });
}

export const prioritized: readonly ValidationItem[] = [
  priorities(
    "priorities",
    "three classes at 75 % of which one is served before the other, exponential service",
    { first: 0.3, second: 0.2, third: 0.2, service: 1, long: 2 },
    [exponential, 1],
    ({ first, second, third, service, long }) => ({
      service,
      streams: [
        { arrivals: first, work: 0.5 },
        { arrivals: second, work: 1 },
        { arrivals: third, work: long },
      ],
    }),
    300,
  ),
  priorities(
    "priorities-constant",
    "two classes at 80 % of which one is served before the other, constant service",
    { first: 0.3, second: 0.5, service: 1 },
    [seconds, 0],
    ({ first, second, service }) => ({
      service,
      streams: [
        { arrivals: first, work: 1 },
        { arrivals: second, work: 1 },
      ],
    }),
    150,
  ),
];
