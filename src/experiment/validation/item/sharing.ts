/** Servers that all who are there share, against queueing theory. Times are in seconds. */
import { finiteMMc, waitOfMMc } from "../../../stats/index.js";
import { exponential, item, seconds, type ValidationItem } from "../item.js";
import { mean, queue, refused, type Queue } from "./queues.js";

/** Whatever the distribution of service, it is as at M/M/1 (Kleinrock 1976, 4.4): who brings twice the work stays twice as long. */
function processorSharing(
  name: string,
  said: string,
  whole: number,
  time: (service: number) => string,
): ValidationItem {
  return item<Queue>({
    name: `shared-${name}`,
    title: `one server at 75 % that all who are there share, ${said} service`,
    source: "Kleinrock 1976, 4.4",
    parameters: { arrivals: 0.75, service: 1 },
    scenario: ({ arrivals, service }) => queue({ arrivals, time: time(service), discipline: "shared" }),
    figures: [mean(({ arrivals, service }) => service / (1 - arrivals * service))],
    effort: { quick: 6, whole },
  });
}

/** More than one at full pace: as many are there as at M/M/c, since what is done in all is the same. */
const sharedServers: ValidationItem = item<Queue>({
  name: "shared-3-servers",
  title: "three servers at 80 % that all who are there share",
  source: "Kleinrock 1975, 3.5: the same chain of births and deaths",
  parameters: { arrivals: 2.4, service: 1 },
  scenario: ({ arrivals, service }) =>
    queue({ arrivals, time: exponential(service), servers: 3, discipline: "shared" }),
  figures: [mean(({ arrivals, service }) => waitOfMMc(3, arrivals, service) + service)],
  effort: { quick: 6, whole: 60 },
});

/** So many places in all, shared: as M/M/1 with as many, whatever the distribution of service (Kelly 1979, 3.3). */
const sharedPlaces: ValidationItem = item<Queue>({
  name: "shared-5-places",
  title: "one server that five at most share, at 90 %, lognormal service",
  source: "Kelly 1979, 3.3",
  parameters: { arrivals: 0.9, service: 1 },
  scenario: ({ arrivals, service }) =>
    queue({
      ...{ arrivals, waiting: 4, discipline: "shared", lasting: 10_000 },
      time: `lognormal(${seconds(service)}, ${seconds(1.5 * service)})`,
    }),
  figures: [
    refused(({ arrivals, service }) => finiteMMc(1, 5, arrivals, service).refused),
    mean(({ arrivals, service }) => finiteMMc(1, 5, arrivals, service).time),
  ],
  effort: { quick: 8, whole: 100 },
});

export const sharing: readonly ValidationItem[] = [
  processorSharing("exponential", "exponential", 100, exponential),
  processorSharing("constant", "constant", 60, (service) => seconds(service)),
  processorSharing("gamma", "gamma of shape 1/4", 150, (service) => `gamma(0.25, ${seconds(4 * service)})`),
  sharedServers,
  sharedPlaces,
];
