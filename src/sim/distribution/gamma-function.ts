/** The gamma function and the regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, with the quantile of P. */
import { normalQuantile } from "./normal-quantile.js";

/** Shapes for which the quantile is accurate to 1e-9 and takes a bounded time. */
export const SMALLEST_SHAPE = 0.001;
export const LARGEST_SHAPE = 1_000_000;

const EPSILON = Number.EPSILON;

/** Lanczos' coefficients for g = 7, n = 9 (P. Godfrey's table). */
const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** ln Γ(a) for a > 0: C. Lanczos, "A precision approximation of the gamma function" (1964). */
export function logGamma(a: number): number {
  if (a < 0.5) return logGamma(a + 1) - Math.log(a);
  const x = a - 1;
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i);
  const t = x + LANCZOS_G + 0.5;
  return Math.log(2 * Math.PI) / 2 + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Q(a, x), the probability that a gamma variable of shape a and scale 1 exceeds x ≥ 0. */
export function upperGamma(a: number, x: number): number {
  if (x === 0) return 1;
  const logPower = a * Math.log(x) - x - logGamma(a);
  return x < a + 1 ? 1 - Math.exp(logPower) * lowerSeries(a, x) : Math.exp(logPower) * upperFraction(a, x);
}

/** P(a, x) Γ(a) eˣ x⁻ᵃ by its power series (DLMF 8.11.4), for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Q(a, x) Γ(a) eˣ x⁻ᵃ by its continued fraction (DLMF 8.9.2), evaluated by Lentz' method, for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return fraction;
  }
}

/**
 * The x with P(a, x) = p. Newton's method on ln P (below the median) or ln Q (above) as functions of ln x: both are
 * concave there, since the logarithm of a gamma variable has a log-concave density, so that it converges from anywhere.
 */
export function gammaQuantile(a: number, p: number): number {
  const logGammaOfA = logGamma(a);
  const lower = p <= 0.5;
  const target = lower ? Math.log(p) : Math.log1p(-p);
  let logX = firstGuess(a, p, logGammaOfA);
  for (let step = 0; step < 100; step++) {
    const x = Math.exp(logX);
    const logPower = a * logX - x - logGammaOfA;
    const inSeries = x < a + 1;
    const part = inSeries ? lowerSeries(a, x) : upperFraction(a, x);
    // The logarithm of the wanted tail; each expansion gives one tail, the other is what remains of 1.
    const logTail = lower === inSeries ? logPower + Math.log(part) : Math.log1p(-Math.exp(logPower) * part);
    const slope = Math.exp(logPower - logTail) * (lower ? 1 : -1);
    const change = (target - logTail) / slope;
    logX += change;
    if (Math.abs(change) < 1e-14 * Math.max(1, Math.abs(logX))) break;
  }
  return Math.exp(logX);
}

/** ln x by Wilson and Hilferty (1931) where that is good, else from P(a, x) ≈ xᵃ / Γ(a + 1). */
function firstGuess(a: number, p: number, logGammaOfA: number): number {
  if (a >= 1) {
    const root = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
    if (root > 0.1) return Math.log(a) + 3 * Math.log(root);
  }
  return (Math.log(p) + Math.log(a) + logGammaOfA) / a;
}
