/** Hosts that hang, crash, or are slow now and then while users ask. Times are in seconds. */
import { timeAtBreakdowns, timeAtChangingPace, timeAtStopping, unansweredAtCrashes } from "../../../stats/index.js";
import { exponential, item, type ValidationItem } from "../item.js";
import { mean, type Queue } from "./queues.js";
import { asked } from "./users.js";

interface Interrupted extends Queue {
  readonly works: number;
  readonly stopped: number;
}

/** A host that hangs keeps whom it has, and loses who comes. */
const hangs: ValidationItem = item<Interrupted>({
  name: "breakdowns",
  title: "a host at 60 % that hangs now and then",
  source: "White, Christie 1958; numerically, with the losses of a host that hangs",
  parameters: { arrivals: 0.6, service: 1, works: 100, stopped: 10 },
  scenario: ({ arrivals, service, works, stopped }) =>
    asked({
      ...{ arrivals, service, timeout: "1000s" },
      fault: `{ every: ${exponential(works)}, hang: host-1, for: ${exponential(stopped)} }`,
    }),
  figures: [
    mean<Interrupted>(timeAtStopping),
    {
      name: "share never answered",
      theory: ({ works, stopped }) => stopped / (works + stopped),
      value: ({ measures }) => 1 - measures["shop.availability.requests"]!,
    },
  ],
  effort: { quick: 6, whole: 280 },
});

/** A host that keeps its requests: who comes while it hangs waits, and who is in service goes on when it wakes. */
const breaksDown: ValidationItem = item<Interrupted>({
  name: "breakdowns-kept",
  title: "M/M/1 at 50 % whose server breaks down now and then, and keeps whom it has",
  source: "White, Christie 1958; numerically",
  parameters: { arrivals: 0.5, service: 1, works: 100, stopped: 10 },
  scenario: ({ arrivals, service, works, stopped }) =>
    asked({
      ...{ arrivals, service, hung: "kept" },
      fault: `{ every: ${exponential(works)}, hang: host-1, for: ${exponential(stopped)} }`,
    }),
  figures: [
    mean<Interrupted>(timeAtBreakdowns),
    {
      name: "mean number there",
      theory: (each) => each.arrivals * timeAtBreakdowns(each),
      // Little's law, of what was served.
      value: ({ measures }) => measures["shop.goodput"]! * measures["shop.latency.mean"]!,
    },
  ],
  effort: { quick: 8, whole: 330 },
});

/** A host that crashes loses whom it has, too. */
const crashes: ValidationItem = item<Interrupted>({
  name: "crashes",
  title: "a host at 50 % that crashes now and then",
  source: "Gelenbe 1989: catastrophes; numerically",
  parameters: { arrivals: 0.5, service: 1, works: 80, stopped: 20 },
  scenario: ({ arrivals, service, works, stopped }) =>
    asked({
      ...{ arrivals, service, timeout: "1000s", boot: 0 },
      fault: `{ every: ${exponential(works)}, crash: host-1, repair: ${exponential(stopped)} }`,
    }),
  figures: [
    {
      name: "share never answered",
      theory: unansweredAtCrashes,
      value: ({ measures }) => 1 - measures["shop.availability.requests"]!,
    },
  ],
  effort: { quick: 8, whole: 150 },
});

interface Paced extends Queue {
  readonly quick: number;
  readonly slow: number;
  readonly factor: number;
}

/** Each request is served at the pace at which its service began. */
const slowAtTimes: ValidationItem = item<Paced>({
  name: "slow-at-times",
  title: "a host that is three times slower now and then",
  source: "Yechiali, Naor 1971; numerically, with the pace at which a service began",
  parameters: { arrivals: 0.4, service: 1, quick: 200, slow: 50, factor: 3 },
  scenario: ({ arrivals, service, quick, slow, factor }) =>
    asked({
      ...{ arrivals, service },
      fault: `{ every: ${exponential(quick)}, slow: host-1, factor: x${Number(factor.toPrecision(9))}, for: ${exponential(slow)} }`,
    }),
  figures: [mean<Paced>(timeAtChangingPace)],
  effort: { quick: 8, whole: 300 },
});

export const interruptions: readonly ValidationItem[] = [hangs, breaksDown, crashes, slowAtTimes];
