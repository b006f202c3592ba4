/** Markov chains in continuous time, small and given as matrices of rates: what fraction of time, by when, how long until. */

/** Rates between states: `rates[i][j]` leads from i to j, per unit of time; the diagonal is not looked at. */
export type Rates = readonly (readonly number[])[];

/** The states that can be reached from one, in the order in which they are found, and the rates between them. */
export function exploredChain<State>(
  start: State,
  moves: (from: State) => readonly (readonly [State, number])[],
): { readonly states: readonly State[]; readonly rates: Rates } {
  const numbers = new Map([[JSON.stringify(start), 0]]);
  const states = [start];
  const found: (readonly [from: number, to: number, rate: number])[] = [];
  for (let from = 0; from < states.length; from++) {
    for (const [state, rate] of moves(states[from]!)) {
      const key = JSON.stringify(state);
      const to = numbers.get(key) ?? states.push(state) - 1;
      numbers.set(key, to);
      found.push([from, to, rate]);
    }
  }
  const rates = states.map(() => states.map(() => 0));
  for (const [from, to, rate] of found) rates[from]![to]! += rate;
  return { states, rates };
}

/**
 * Share of the time that an irreducible chain spends in each state in the long run. By the elimination of Grassmann,
 * Taksar and Heyman (1985), which subtracts nothing and so keeps rare states exact.
 */
export function steadyState(rates: Rates): readonly number[] {
  const a = rates.map((row, i) => row.map((rate, j) => (i === j ? 0 : rate)));
  const size = a.length;
  for (let n = size - 1; n > 0; n--) {
    let out = 0;
    for (let j = 0; j < n; j++) out += a[n]![j]!;
    if (!(out > 0)) throw new RangeError(`State ${n} leads nowhere: the chain is not irreducible.`);
    // Most states lead to few others: what is nothing is left out, which changes no digit.
    const leads = [];
    for (let j = 0; j < n; j++) if (a[n]![j]! > 0) leads.push(j);
    for (let i = 0; i < n; i++) {
      const row = a[i]!;
      if (row[n] === 0) continue;
      row[n]! /= out;
      for (const j of leads) if (i !== j) row[j]! += row[n]! * a[n]![j]!;
    }
  }
  const weights = [1];
  for (let n = 1; n < size; n++) {
    let weight = 0;
    for (let i = 0; i < n; i++) weight += weights[i]! * a[i]![n]!;
    weights.push(weight);
  }
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => weight / total);
}

/** Poisson terms that are left out weigh less than this together. */
const NEGLIGIBLE = 1e-14;
/** More mean jumps than this are taken in halves, so that e to their negative is still a number. */
const MOST_JUMPS = 500;

/**
 * Probabilities of the states at an instant. By uniformisation (Jensen 1953).
 * @param initial probabilities at time 0
 */
export function stateAt(rates: Rates, initial: readonly number[], time: number): readonly number[] {
  const outs = rates.map((row, i) => row.reduce((sum, rate, j) => (i === j ? sum : sum + rate), 0));
  const pace = Math.max(...outs);
  if (pace * time > MOST_JUMPS) return stateAt(rates, stateAt(rates, initial, time / 2), time / 2);
  const step = (from: readonly number[]): number[] => {
    const to = from.map((share, i) => share * (1 - outs[i]! / pace));
    from.forEach((share, i) => rates[i]!.forEach((rate, j) => (i === j ? 0 : (to[j]! += (share * rate) / pace))));
    return to;
  };
  let jumped = [...initial];
  let weight = Math.exp(-pace * time);
  let left = 1 - weight;
  const sum = jumped.map((share) => share * weight);
  for (let jumps = 1; left > NEGLIGIBLE && jumps < pace * time + 40 * Math.sqrt(MOST_JUMPS); jumps++) {
    jumped = step(jumped);
    weight *= (pace * time) / jumps;
    left -= weight;
    jumped.forEach((share, i) => (sum[i]! += share * weight));
  }
  return sum;
}

/** Mean share of the time from 0 to `time` in the given states, by Simpson's rule over instants. */
export function meanShare(rates: Rates, initial: readonly number[], time: number, states: readonly number[]): number {
  const panels = 400;
  const at = (k: number): number => {
    const shares = stateAt(rates, initial, (time * k) / panels);
    return states.reduce((sum, state) => sum + shares[state]!, 0);
  };
  let sum = at(0) + at(panels);
  for (let k = 1; k < panels; k++) sum += at(k) * (k % 2 === 1 ? 4 : 2);
  return sum / (3 * panels);
}

/** Mean time from state 0 until one of the states in `ends` is entered, of what has not come by `longest` only so much: what a run of that length can see. */
export function meanTimeUpTo(longest: number, rates: Rates, ends: readonly number[]): number {
  const staying = rates.map((row, i) => (ends.includes(i) ? row.map(() => 0) : row));
  const initial = rates.map((_, i) => (i === 0 ? 1 : 0));
  return longest * (1 - meanShare(staying, initial, longest, ends));
}
