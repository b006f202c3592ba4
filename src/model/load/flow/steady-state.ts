/** A station of several servers with a bounded queue in the long run: M/M/c/K exactly, other service times by Allen and Cunneen. */

export interface Station {
  readonly servers: number;
  /** Requests that may wait. */
  readonly room: number;
  /** Mean service time in microseconds. */
  readonly serviceTime: number;
  /** Variance of the service time over the square of its mean: 1 when it is exponential. */
  readonly variation: number;
}

export interface SteadyState {
  /** Share of the arrivals that find no room. */
  readonly refused: number;
  /** Share of those taken in that must wait. */
  readonly waiting: number;
  /** Mean wait of those taken in, in microseconds. */
  readonly wait: number;
  /** Requests that wait or are in service, on average. */
  readonly inSystem: number;
}

/** Where the closed forms lose their digits: there the weights are all but equal. */
const NEARLY_EQUAL = 1e-6;

/**
 * Kleinrock, Queueing Systems I (1975), 3.8, with the states weighed against the one in which all servers are busy and
 * nobody waits; the wait times (1 + variation) / 2: A. O. Allen, Probability, Statistics and Queueing Theory (1990), 5.3.
 * Near full load and above it the bound counts too: a queue that varies half as much has the room of one twice as large, so
 * that it is half full at full load, and nearly full above, however service times vary.
 *
 * @param rate arrivals per microsecond
 */
export function steadyState(rate: number, { servers, room, serviceTime, variation }: Station): SteadyState {
  if (rate <= 0) return { refused: 0, waiting: 0, wait: 0, inSystem: 0 };
  const load = rate * serviceTime;
  const utilisation = load / servers;
  const below = 1 / erlangB(servers, load);
  const size = queueUnit(variation);
  const { weight, queue, last } = queueWeights(utilisation, room / size);
  // Above full load everything is weighed against the full queue, so that no weight overflows.
  const scale = utilisation > 1 ? Math.exp((-room / size) * Math.log(utilisation)) : 1;
  const all = below * scale + weight;
  const refused = room === 0 ? 1 / below : last / all;
  const taken = 1 - refused;
  const mustWait = room === 0 ? 0 : (scale + weight - last) / all;
  const waitingNow = (queue / all) * size;
  const wait = taken > 0 ? Math.min(waitingNow, room) / (rate * taken) : 0;
  return {
    refused,
    waiting: taken > 0 ? Math.min(1, mustWait / taken) : 0,
    wait,
    inSystem: rate * taken * (wait + serviceTime),
  };
}

/** How far a queue reaches beside that with exponential service times under the same load. */
export function queueUnit(variation: number): number {
  return (1 + variation) / 2;
}

/** The share of arrivals that a station without a queue refuses: Erlang's loss formula by its recursion. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

/** Of the states with 1 to `room` waiting: the sum of their weights, the sum times the number waiting, and the last weight. */
function queueWeights(ratio: number, room: number): { weight: number; queue: number; last: number } {
  if (room === 0) return { weight: 0, queue: 0, last: 0 };
  if (Math.abs(1 - ratio) < NEARLY_EQUAL && Math.abs(1 - ratio) * room < 1e3 * NEARLY_EQUAL) {
    return { weight: room, queue: (room * (room + 1)) / 2, last: 1 };
  }
  // Powers of a ratio below 1, counted from the empty queue or from the full one.
  const r = ratio > 1 ? 1 / ratio : ratio;
  const end = Math.exp(room * Math.log(r));
  const sum = (1 - end) / (1 - r);
  const ranked = (r * (1 - room * (end / r) + (room - 1) * end)) / ((1 - r) * (1 - r));
  if (ratio > 1) return { weight: sum, queue: room * sum - ranked, last: 1 };
  return { weight: r * sum, queue: r * (ranked + sum), last: end };
}
