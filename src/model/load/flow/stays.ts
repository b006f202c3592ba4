/** How long requests of a flow stay at a host: reckoned once for each load, and kept, for hosts that are all alike too. */
import type { Micros } from "../../../units/index.js";
import type { HostSpec } from "../../spec.js";
import { boundedPoints, isBounded } from "./bounded-wait.js";
import { type LatencyPoints, latencyPoints, servicePoints } from "./latency-points.js";
import type { Station, SteadyState } from "./steady-state.js";

/** Times, and the mean of them: many are answered alike. */
export interface Stay {
  readonly points: LatencyPoints;
  readonly mean: number;
}

/** By load, for hosts that are all alike: counted together they are told together. */
export type LatencyMemory = Map<string, Map<string, Stay>>;

/** Latencies are kept for so many different loads. */
const REMEMBERED = 500;

export class Stays {
  /** Of those who do not wait. */
  readonly served: Stay;
  private readonly service: LatencyPoints;
  private readonly mean: number;
  private readonly remembered: Map<string, Stay>;

  constructor({ time, concurrency, queue }: HostSpec["serves"], memory: LatencyMemory) {
    this.service = servicePoints(time);
    this.served = stayOf(this.service);
    this.mean = time.mean;
    const alike = [concurrency, queue, ...this.service.times].join(" ");
    this.remembered = memory.get(alike) ?? new Map<string, Stay>();
    memory.set(alike, this.remembered);
  }

  at(arrivals: number, station: Station, steady: SteadyState): Stay {
    const key = `${arrivals} ${station.serviceTime}`;
    let stay = this.remembered.get(key);
    if (stay === undefined) {
      stay = this.reckon(arrivals, station, steady);
      if (this.remembered.size >= REMEMBERED) this.remembered.clear();
      this.remembered.set(key, stay);
    }
    return stay;
  }

  private reckon(arrivals: number, station: Station, steady: SteadyState): Stay {
    const { serviceTime, servers, room } = station;
    const factor = serviceTime / this.mean;
    const service = { times: this.service.times.map((time) => time * factor), weights: this.service.weights };
    const utilisation = (arrivals * serviceTime) / servers;
    const isFull = isBounded(utilisation, room);
    return stayOf(isFull ? boundedPoints(service, station, utilisation, steady) : latencyPoints(service, steady));
  }
}

function stayOf(points: LatencyPoints): Stay {
  const { times, weights } = points;
  return { points, mean: times.reduce((sum, time, i) => sum + time * weights[i]!, 0) };
}

const EVEN = 8;

/** Times that are spread evenly between two; nobody is served in less than the service time. */
export function stayBetween(one: Micros, other: Micros, least: number): Stay {
  const low = Math.min(one, other);
  const length = Math.abs(other - one);
  const times = Array.from({ length: EVEN }, (_, i) => Math.max(least, low + (length * (i + 0.5)) / EVEN));
  return stayOf({ times, weights: times.map(() => 1 / EVEN) });
}
