/** Units with lives of any distribution, from one renewal to the next. Lives are given as survival functions. */

/** The probability of living longer than a time. */
export type Survival = (time: number) => number;

/** Of so many exponential stages one after the other. */
export function erlangSurvival(stages: number, mean: number): Survival {
  return (time) => {
    const passed = (stages * time) / mean;
    let term = Math.exp(-passed);
    let sum = term;
    for (let stage = 1; stage < stages; stage++) {
      term *= passed / stage;
      sum += term;
    }
    return sum;
  };
}

export function weibullSurvival(shape: number, scale: number): Survival {
  return (time) => (time <= 0 ? 1 : Math.exp(-Math.exp(shape * Math.log(time / scale))));
}

const PANELS = 4000;

/** By Simpson's rule. The points lie closer at the beginning, where lives that end early change most. */
export function integral(of: (at: number) => number, until: number): number {
  const at = (k: number): number => {
    const share = k / PANELS;
    return 4 * share * share * share * until * of(until * share * share * share * share);
  };
  let sum = at(0) + at(PANELS);
  for (let k = 1; k < PANELS; k++) sum += at(k) * (k % 2 === 1 ? 4 : 2);
  return sum / (3 * PANELS);
}

/** Repairs that last longer than so many means weigh nothing. */
const LONGEST = 45;

/**
 * Share of the time in which neither of two units works of which one waits cold for the other, does not age meanwhile, and is
 * as new after each repair by the only crew, which is exponential. A life and the repair of the other unit begin together.
 * @param life mean life of a unit
 */
export function coldStandbyUnavailability(survival: Survival, life: number, repair: number): number {
  const without = integral((time) => (1 - survival(time)) * Math.exp(-time / repair), LONGEST * repair);
  return without / (life + without);
}

/** What a unit is that is repaired when it fails, and maintained when it has worked for an age without failing. */
export interface AgeReplacement {
  readonly survival: Survival;
  readonly age: number;
  /** Mean durations. */
  readonly repair: number;
  readonly maintenance: number;
}

/** Share of the time in which such a unit is being repaired or maintained (Barlow, Hunter 1960). */
export function unavailabilityUnderMaintenance({ survival, age, repair, maintenance }: AgeReplacement): number {
  const reached = survival(age);
  const down = (1 - reached) * repair + reached * maintenance;
  return down / (integral(survival, age) + down);
}
