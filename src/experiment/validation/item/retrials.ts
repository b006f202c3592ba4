/** Who is refused tries again. Times are in seconds. */
import { refusedTwice, timeWithRetrials } from "../../../stats/index.js";
import { exponential, type Figure, item, type ValidationItem } from "../item.js";
import { mean, type Queue } from "./queues.js";
import { asked } from "./users.js";

interface Retrials extends Queue {
  readonly pause: number;
}

/** Each attempt finds the server as it is then: what matters is how many there are. */
function tryingAgain(
  [name, title, source]: readonly [name: string, title: string, source: string],
  arrivals: number,
  times: number,
  figure: Figure<Retrials>,
  whole: number,
): ValidationItem {
  return item<Retrials>({
    name,
    title: `one server and nowhere to wait, at ${100 * arrivals} %: ${title}`,
    source: `Falin, Templeton 1997, 1.2${source}`,
    parameters: { arrivals, service: 1, pause: 2 },
    scenario: ({ pause, ...each }) =>
      asked({
        ...each,
        queue: 0,
        lasting: 10_000,
        load: `retry: { times: ${times}, backoff: ${exponential(pause)} }`,
      }),
    figures: [figure],
    effort: { quick: 8, whole },
  });
}

const forEver = tryingAgain(
  ["retrials", "who is refused tries again", ""],
  0.5,
  1000,
  mean(({ arrivals, service, pause }) => timeWithRetrials(arrivals, service, pause)),
  200,
);

const twice = tryingAgain(
  ["retrials-twice", "who is refused tries again, twice at most", "; numerically"],
  0.8,
  2,
  {
    name: "share never answered",
    theory: ({ arrivals, service, pause }) => refusedTwice(arrivals, service, pause),
    value: ({ measures }) => 1 - measures["shop.availability.requests"]!,
  },
  60,
);

export const retrials: readonly ValidationItem[] = [forEver, twice];
