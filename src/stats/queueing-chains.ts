/** Queues that are Markov chains without a short closed form, cut off where hardly anybody is. */
import { exploredChain, steadyState, type Rates } from "./markov.js";

/** Rates from state to state, as they are told one by one. */
function chain(size: number, tell: (add: (from: number, to: number, rate: number) => void) => void): Rates {
  const rates = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  tell((from, to, rate) => {
    if (from !== to) rates[from]![to]! += rate;
  });
  return rates;
}

/** Longer queues than this are left out: at a load of 75 % they have a weight below 1e-7. */
const LONGEST = 60;

/**
 * Mean time, service included, at a server with exponential service that gets each so-many-th of a Poisson stream: the gaps
 * between its arrivals are so many exponential stages each, in an order that repeats.
 * @param gaps numbers of stages, such as 1, 2 for two of three
 */
export function timeAtTurns(gaps: readonly number[], rate: number, service: number): number {
  const arriving = gaps.flatMap((stages) => Array.from({ length: stages }, (_, stage) => stage === stages - 1));
  const phases = arriving.length;
  const rates = chain(phases * (LONGEST + 1), (add) => {
    for (let n = 0; n <= LONGEST; n++) {
      arriving.forEach((arrives, phase) => {
        const from = n * phases + phase;
        const more = arrives ? Math.min(n + 1, LONGEST) : n;
        add(from, more * phases + ((phase + 1) % phases), rate);
        if (n > 0) add(from, from - phases, 1 / service);
      });
    }
  });
  const inside = steadyState(rates).reduce((sum, share, state) => sum + share * Math.floor(state / phases), 0);
  return inside / ((rate * gaps.length) / phases);
}

/** A server that stops now and then: who comes meanwhile is lost, who is there waits; mean times. */
export interface Stopping {
  readonly arrivals: number;
  readonly service: number;
  readonly works: number;
  readonly stopped: number;
}

/**
 * Mean time, service included, of those who are not lost. A service that runs when it stops goes on, and its answer waits for
 * the end.
 */
export function timeAtStopping({ arrivals, service, works, stopped }: Stopping): number {
  // Three states for each number inside: working, stopped, and stopped with an answer that waits.
  const rates = chain(3 * (LONGEST + 1), (add) => {
    for (let n = 0; n <= LONGEST; n++) {
      const at = 3 * n;
      if (n < LONGEST) add(at, at + 3, arrivals);
      if (n > 0) add(at, at - 3, 1 / service);
      add(at, at + 1, 1 / works);
      add(at + 1, at, 1 / stopped);
      if (n > 0) add(at + 1, at + 2, 1 / service);
      add(at + 2, n > 0 ? at - 3 : at, 1 / stopped);
    }
  });
  const shares = steadyState(rates);
  const inside = shares.reduce((sum, share, state) => sum + share * Math.floor(state / 3), 0);
  return inside / ((arrivals * works) / (works + stopped));
}

/**
 * Mean time, service included, at a server that breaks down, busy or not, and keeps whom it has: who comes meanwhile waits, and a
 * service goes on where it was (White, Christie 1958).
 */
export function timeAtBreakdowns({ arrivals, service, works, stopped }: Stopping): number {
  const longest = 4 * LONGEST;
  // Two states for each number inside: working and stopped.
  const rates = chain(2 * (longest + 1), (add) => {
    for (let n = 0; n <= longest; n++) {
      const at = 2 * n;
      add(at, at + 1, 1 / works);
      add(at + 1, at, 1 / stopped);
      if (n > 0) add(at, at - 2, 1 / service);
      if (n === longest) continue;
      add(at, at + 2, arrivals);
      add(at + 1, at + 3, arrivals);
    }
  });
  return steadyState(rates).reduce((sum, share, state) => sum + share * Math.floor(state / 2), 0) / arrivals;
}

/** Share of arrivals that a server never answers which loses whom it has when it stops, and whoever comes until it works again. */
export function unansweredAtCrashes({ arrivals, service, works, stopped }: Stopping): number {
  // The number inside, and last the state in which it is stopped.
  const down = LONGEST + 1;
  const rates = chain(down + 1, (add) => {
    for (let n = 0; n <= LONGEST; n++) {
      if (n < LONGEST) add(n, n + 1, arrivals);
      if (n > 0) add(n, n - 1, 1 / service);
      add(n, down, 1 / works);
    }
    add(down, 0, 1 / stopped);
  });
  const shares = steadyState(rates);
  const caught = shares.slice(0, down).reduce((sum, share, n) => sum + share * n, 0) / works;
  return shares[down]! + caught / arrivals;
}

/** A server that is so many times slower now and then. */
export interface Pacing {
  readonly arrivals: number;
  readonly service: number;
  readonly quick: number;
  readonly slow: number;
  readonly factor: number;
}

/** Mean time, service included, where each is served at the pace at which its service began. */
export function timeAtChangingPace({ arrivals, service, quick, slow, factor }: Pacing): number {
  const longest = 2 * LONGEST;
  const paces = [1 / service, 1 / (service * factor)];
  // Four states for each number inside: the pace of the server, and that of whoever is in service.
  const state = (n: number, now: number, begun: number): number => 4 * n + 2 * now + begun;
  const rates = chain(4 * (longest + 1), (add) => {
    for (let n = 0; n <= longest; n++) {
      for (const now of [0, 1]) {
        for (const begun of [0, 1]) {
          const from = state(n, now, begun);
          add(from, state(n, 1 - now, begun), 1 / (now === 0 ? quick : slow));
          if (n < longest) add(from, state(n + 1, now, n === 0 ? now : begun), arrivals);
          if (n > 0) add(from, state(n - 1, now, now), paces[begun]!);
        }
      }
    }
  });
  const inside = steadyState(rates).reduce((sum, share, at) => sum + share * Math.floor(at / 4), 0);
  return inside / arrivals;
}

/** Mean time, service included, at servers that only so many users ask, each of whom thinks before (Kleinrock 1975, 3.8). */
export function timeOfUsers(users: number, servers: number, think: number, service: number): number {
  const weights = [1];
  for (let n = 1; n <= users; n++) {
    weights.push((weights[n - 1]! * ((users - n + 1) / think) * service) / Math.min(n, servers));
  }
  const total = weights.reduce((sum, each) => sum + each, 0);
  const busy = weights.reduce((sum, weight, n) => sum + weight * Math.min(n, servers), 0) / total;
  return users / (busy / service) - think;
}

/** Longer queues than this are left out: of three servers at 70 % each the longest one is longer with a probability of 1e-7. */
const LONGEST_OF_THREE = 15;

/** How many are at each of three servers, the most first. */
type Three = readonly [number, number, number];

/**
 * Mean time, service included, at three servers with a queue each, where who comes looks at two of them, drawn at random, and
 * joins the shorter queue (Vvedenskaya, Dobrushin, Karpelevich 1996 and Mitzenmacher 2001, who take the number of servers to
 * be large). @param arrivals to all together
 */
export function timeAtBetterOfTwo(arrivals: number, service: number): number {
  const sorted = (numbers: readonly number[]): Three => numbers.toSorted((a, b) => b - a) as unknown as Three;
  const changed = (from: Three, which: number, by: number) => sorted(from.map((n, i) => (i === which ? n + by : n)));
  const { states, rates } = exploredChain<Three>([0, 0, 0], (from) => {
    const moves: (readonly [Three, number])[] = [];
    // Of the three pairs two have the shortest queue in them, and none sends anybody to the longest.
    if (from[2] < LONGEST_OF_THREE) moves.push([changed(from, 2, 1), (2 * arrivals) / 3]);
    if (from[1] < LONGEST_OF_THREE) moves.push([changed(from, 1, 1), arrivals / 3]);
    from.forEach((n, which) => n > 0 && moves.push([changed(from, which, -1), 1 / service]));
    return moves;
  });
  const shares = steadyState(rates);
  return states.reduce((sum, [a, b, c], i) => sum + (a + b + c) * shares[i]!, 0) / arrivals;
}

/** More who wait to try again are left out. */
const MOST_IN_ORBIT = 14;

/** M/M/1 without a place to wait, where who is refused tries again after an exponential pause, twice at most. */
export function refusedTwice(arrivals: number, service: number, pause: number): number {
  type State = readonly [busy: 0 | 1, once: number, twice: number];
  const { states, rates } = exploredChain<State>([0, 0, 0], ([busy, once, twice]) => {
    const moves: (readonly [State, number])[] = [];
    if (busy === 1) moves.push([[0, once, twice], 1 / service]);
    if (busy === 0) moves.push([[1, once, twice], arrivals]);
    else if (once < MOST_IN_ORBIT) moves.push([[1, once + 1, twice], arrivals]);
    if (once > 0) {
      const waits = busy === 1 ? Math.min(twice + 1, MOST_IN_ORBIT) : twice;
      moves.push([[1, once - 1, waits], once / pause]);
    }
    if (twice > 0) moves.push([[1, once, twice - 1], twice / pause]);
    return moves;
  });
  const shares = steadyState(rates);
  const given = states.reduce((sum, [busy, , twice], i) => sum + (busy * twice * shares[i]!) / pause, 0);
  return given / arrivals;
}
