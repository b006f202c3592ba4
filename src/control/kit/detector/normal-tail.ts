/** The upper tail of the standard normal distribution, exact far out where 1 - F(z) is nothing but rounding. */

const LN_10 = 2.302585092994046;
/** ln √(2π) */
const LN_ROOT_TWO_PI = 0.9189385332046727;
/** From here on the continued fraction is exact to the last digits with so many terms. */
const FAR = 3;
const TERMS = 150;

/** -log10 of the probability that a standard normal variable exceeds z. */
export function tailDigits(z: number): number {
  if (z < 0) return -Math.log(1 - upperTail(-z)) / LN_10;
  return z < FAR ? -Math.log(upperTail(z)) / LN_10 : (z * z * 0.5 + LN_ROOT_TWO_PI + Math.log(fraction(z))) / LN_10;
}

function upperTail(z: number): number {
  const density = Math.exp(-z * z * 0.5 - LN_ROOT_TWO_PI);
  return z < FAR ? 0.5 - density * series(z) : density / fraction(z);
}

/** z + z³/3 + z⁵/15 + …: the area between 0 and z divided by the density (Abramowitz, Stegun 26.2.11). */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))): the density divided by the tail (Abramowitz, Stegun 26.2.14). */
function fraction(z: number): number {
  let value = z;
  for (let k = TERMS; k >= 1; k--) value = z + k / value;
  return value;
}

/** The z at which `tailDigits` reaches a number of digits, by bisection to the last bit. */
export function deviationsAt(digits: number): number {
  let low = -40;
  let high = 40;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (tailDigits(middle) < digits) low = middle;
    else high = middle;
  }
  return high;
}
