/** What `check` says of loads: the most that is asked of each service in the run, beside what those can do who serve it. */
import { sayNumber } from "../../control/index.js";
import { homesOf, namedIn, type LoadSpec, type RateCurve, type ServiceSpec } from "../../model/index.js";
import { SECOND, sayLength, someOf, type Micros } from "../../units/index.js";
import type { Scenario } from "../scenario.js";

/** So many services are told; of more, those first that are asked for most of what they can do. */
const MOST_TOLD = 12;
const HOSTS_TOLD = 4;
/** A curve that changes more often in a run is told by its highest factors, which need not meet. */
const MOST_STRETCHES = 100_000;

interface Peak {
  readonly rate: number;
  /** `null` where it is not known whether and when it comes. */
  readonly at: Micros | null;
  /** How often it is asked in the whole run. */
  readonly sum: number;
}

/** So many take minutes one by one, and more of them longer. */
const MANY_REQUESTS = 20_000_000;
const LONGER: readonly (readonly [requests: number, unit: string])[] = [
  [1_000_000_000, "minutes"],
  [30_000_000_000, "hours"],
  [1_000_000_000_000, "days"],
];

/** Faults of the kind `spike` are not counted, nor users who try again. */
export function loadsOf({ world, duration }: Scenario): readonly string[] {
  const told = world.services.flatMap((service) => {
    const { name, load } = service;
    // Users who wait for their answers ask for no more than they get.
    if (load === undefined || load.session?.users !== undefined) return [];
    const { rate, at, sum } = highest(load.rate, duration);
    const asked = rate * requestsEach(load);
    const many = sum * requestsEach(load);
    const long =
      load.mode === "flow" || many < MANY_REQUESTS
        ? ""
        : `; ${Math.round(many / 1e6)} million requests take ${unitFor(many)} one by one, and moments as a stream (\`mode: flow\`)`;
    const { names, capacity } = whoServe(service, world.hosts);
    const when = at === null ? "" : at === 0 ? " from the start" : `, first ${sayLength(at)} into the run`;
    const sentence = `${name}: at most ${sayNumber(asked)}/s are asked${when}; ${someOf(names, HOSTS_TOLD)} can serve ${sayNumber(capacity)}/s${long}`;
    return [{ sentence, share: asked / capacity }];
  });
  const isMany = told.length > MOST_TOLD + 1;
  const worstFirst = isMany ? told.toSorted((a, b) => b.share - a.share) : told;
  const shown = worstFirst.slice(0, isMany ? MOST_TOLD : told.length).map(({ sentence }) => sentence);
  return isMany ? [...shown, `${told.length - MOST_TOLD} others are asked for less of what they can`] : shown;
}

function unitFor(requests: number): string {
  return LONGER.find(([most]) => requests < most)?.[1] ?? "years";
}

function requestsEach({ session }: LoadSpec): number {
  return session?.requests ?? 1;
}

function highest(curve: RateCurve, duration: Micros): Peak {
  let peak: Omit<Peak, "sum"> = { rate: 0, at: 0 };
  let at: Micros = 0;
  let sum = 0;
  for (let count = 0; at < duration; count++) {
    if (count === MOST_STRETCHES) return { rate: curve.peak, at: null, sum };
    const { rate, until } = curve.stretch(at);
    if (rate > peak.rate) peak = { rate, at };
    sum += rate * ((Math.min(until, duration) - at) / SECOND);
    at = until;
  }
  return { ...peak, sum };
}

/** Without stand-ins and spares: those who serve it when all is well. */
function whoServe(service: ServiceSpec, hosts: Scenario["world"]["hosts"]) {
  const names = homesOf(service);
  return { names, capacity: names.reduce((sum, name) => sum + (namedIn(hosts, name)?.serves.rate ?? 0), 0) };
}
