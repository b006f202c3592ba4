/** Closed forms of queues in the long run. Rates are per unit of time; waits are in units of time, before service begins. */

/** Share of arrivals that find all servers busy and are turned away (Erlang 1917). @param load arrival rate × mean service time */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Share of arrivals that have to wait, where all who come are taken in (Erlang 1917). @param load below the servers */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return (servers * blocked) / (servers - load * (1 - blocked));
}

/** Mean wait of M/M/c. @param service mean service time */
export function waitOfMMc(servers: number, arrivals: number, service: number): number {
  return (erlangC(servers, arrivals * service) * service) / (servers - arrivals * service);
}

/** Mean wait of M/G/1 (Pollaczek 1930, Khinchine 1932). @param spread squared coefficient of variation of service times */
export function waitOfMG1(arrivals: number, service: number, spread: number): number {
  const busy = arrivals * service;
  return ((busy * service) / (1 - busy)) * ((1 + spread) / 2);
}

/** Those of one priority who come to M/G/1. */
export interface PriorityClass {
  readonly arrivals: number;
  readonly service: number;
  /** Squared coefficient of variation of their service times. */
  readonly spread: number;
}

/**
 * Mean waits at M/G/1, where whoever has the highest priority of those that wait is next, and nobody in service is interrupted
 * (Cobham 1954). @param classes the highest priority first
 */
export function waitsByPriority(classes: readonly PriorityClass[]): readonly number[] {
  const left = classes.reduce((sum, { arrivals, service, spread }) => {
    return sum + (arrivals * service * service * (1 + spread)) / 2;
  }, 0);
  let before = 0;
  return classes.map(({ arrivals, service }) => {
    const after = before + arrivals * service;
    const wait = left / ((1 - before) * (1 - after));
    before = after;
    return wait;
  });
}

/** Time at M/M/1, service included, that a share of arrivals does not exceed: it is exponential. */
export function quantileOfMM1(share: number, arrivals: number, service: number): number {
  return -Math.log(1 - share) / (1 / service - arrivals);
}

/** Time at M/M/c, service included, that a share of arrivals does not exceed: by halving. */
export function quantileOfMMc(share: number, servers: number, arrivals: number, service: number): number {
  const [waiting, ending, leaving] = [erlangC(servers, arrivals * service), 1 / service, servers / service - arrivals];
  // Who waits does so for an exponential time; with the service it is the sum of two, which may be alike.
  const areAlike = Math.abs(leaving - ending) < 1e-6 * ending;
  const longer = (time: number): number => {
    const both = areAlike
      ? (1 + ending * time) * Math.exp(-ending * time)
      : (leaving * Math.exp(-ending * time) - ending * Math.exp(-leaving * time)) / (leaving - ending);
    return (1 - waiting) * Math.exp(-ending * time) + waiting * both;
  };
  let [low, high] = [0, 1000 * service];
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (longer(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return low;
}

/** How many are there at most, but for a share below 1e-9 at a load of 90 %. */
const MOST_AT_MDC = 250;

/**
 * Mean time, service included, at M/D/c: whoever is in service now is gone a service time later, and nobody who begins in between
 * (Crommelin 1932). The numbers there at such instants are a chain, which is followed until it has settled.
 */
export function timeAtMDc(servers: number, arrivals: number, service: number): number {
  const coming = [Math.exp(-arrivals * service)];
  for (let n = 1; n < MOST_AT_MDC; n++) coming.push((coming[n - 1]! * arrivals * service) / n);
  let shares: readonly number[] = Array.from({ length: MOST_AT_MDC }, (_, n) => (n === 0 ? 1 : 0));
  for (let step = 0; step < 1500; step++) {
    const next: number[] = shares.map(() => 0);
    shares.forEach((share, n) => {
      if (share < 1e-16) return;
      const left = Math.max(n - servers, 0);
      for (let come = 0; left + come < MOST_AT_MDC; come++) next[left + come]! += share * coming[come]!;
    });
    shares = next;
  }
  return shares.reduce((sum, share, n) => sum + n * share, 0) / arrivals;
}

/**
 * Mean time, service included, of M/M/1 without a place to wait, where who finds it busy tries again after an exponential
 * pause, for ever (Falin, Templeton 1997, 1.2).
 */
export function timeWithRetrials(arrivals: number, service: number, pause: number): number {
  const busy = arrivals * service;
  return (busy * (busy + arrivals * pause)) / (1 - busy) / arrivals + service;
}

/** Share of arrivals at M/D/1 that wait no longer than a time (Erlang 1909). */
function waitingAtMD1(time: number, arrivals: number, service: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.floor(time / service); k++) {
    const early = arrivals * (k * service - time);
    let term = Math.exp(-early);
    for (let n = 1; n <= k; n++) term *= early / n;
    sum += term;
  }
  return (1 - arrivals * service) * sum;
}

/** Time at M/D/1, service included, that a share of arrivals does not exceed: by halving. */
export function quantileOfMD1(share: number, arrivals: number, service: number): number {
  // Beyond this the terms of the sum, which have either sign, are no numbers to be added up any more.
  let [low, high] = [0, 20 * service];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (waitingAtMD1(middle, arrivals, service) < share) low = middle;
    else high = middle;
  }
  return low + service;
}

/**
 * Mean time, service included, at D/M/1: arrivals as far apart as each other, exponential service (Kleinrock 1975, 6.1).
 */
export function timeAtDM1(arrivals: number, service: number): number {
  let root = 0.5;
  for (let round = 0; round < 10_000; round++) root = Math.exp(-(1 - root) / (arrivals * service));
  return service / (1 - root);
}

/** What M/M/c with so many places (servers included) does: who finds none is turned away. */
export function finiteMMc(servers: number, places: number, arrivals: number, service: number) {
  const weights = [1];
  for (let n = 1; n <= places; n++) weights.push((weights[n - 1]! * arrivals * service) / Math.min(n, servers));
  const total = weights.reduce((sum, each) => sum + each, 0);
  const inside = weights.reduce((sum, each, n) => sum + n * each, 0) / total;
  const refused = weights[places]! / total;
  return { refused, inside, time: inside / (arrivals * (1 - refused)) };
}

/**
 * Mean time at a server, service included, whose arrivals are `stages` exponential stages apart, each of `rate`, and whose
 * service is exponential: E_k/M/1, which one of k servers sees to whom arrivals are dealt in turn (Kleinrock 1975, 6.1).
 */
export function timeAtEkM1(stages: number, rate: number, service: number): number {
  let root = 0.5;
  // The root below 1 of s = A*(mu (1 - s)), by iteration, which contracts there.
  for (let round = 0; round < 10_000; round++) {
    const stage = rate / (rate + (1 - root) / service);
    let product = 1;
    for (let k = 0; k < stages; k++) product *= stage;
    root = product;
  }
  return service / (1 - root);
}

/** Longer queues than this are left out below; at a load of 90 % they have a weight below 1e-7. */
const LONGEST = 80;

/**
 * Mean time, service included, at two servers with a queue each, where who comes joins the shorter one, and of equals either:
 * by iteration over the numbers at both, since no closed form is short (Kingman 1961).
 * @param arrivals to both together
 * @param service mean service time, exponential
 */
export function timeAtShorterOfTwo(arrivals: number, service: number): number {
  const size = LONGEST + 1;
  const out = arrivals + 2 / service;
  // weights[a * size + b], with a >= b: the longer and the shorter queue.
  let weights = new Float64Array(size * size);
  weights[0] = 1;
  let mean = 0;
  for (let round = 0; ; round++) {
    const next = new Float64Array(size * size);
    const add = (a: number, b: number, weight: number): void => {
      next[Math.max(a, b) * size + Math.min(a, b)]! += weight;
    };
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const weight = weights[a * size + b]!;
        if (weight === 0) continue;
        add(a, b < LONGEST ? b + 1 : b, (weight * arrivals) / out);
        add(a > 0 ? a - 1 : 0, b, weight / service / out);
        add(a, b > 0 ? b - 1 : 0, weight / service / out);
      }
    }
    weights = next;
    if (round % 1000 !== 999) continue;
    let inside = 0;
    weights.forEach((weight, at) => (inside += weight * (Math.floor(at / size) + (at % size))));
    if (Math.abs(inside - mean) < 1e-9 * inside) return inside / arrivals;
    mean = inside;
  }
}
