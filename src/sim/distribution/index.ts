/** All kinds of distributions: a line here and a file beside it make a new one. */
import { constantKind } from "./constant.js";
import type { DistributionKind } from "./distribution-kind.js";
import { empiricalKind } from "./empirical.js";
import { erlangKind } from "./erlang.js";
import { exponentialKind } from "./exponential.js";
import { gammaKind } from "./gamma.js";
import { lognormalKind } from "./lognormal.js";
import { normalKind } from "./normal.js";
import { triangularKind } from "./triangular.js";
import { uniformKind } from "./uniform.js";
import { weibullKind } from "./weibull.js";

export const distributions: readonly DistributionKind[] = [
  constantKind,
  uniformKind,
  triangularKind,
  exponentialKind,
  weibullKind,
  lognormalKind,
  gammaKind,
  erlangKind,
  normalKind,
  empiricalKind,
];

export { draw, drawMicros, type Distribution } from "./distribution.js";
export type { DistributionKind, Parameter } from "./distribution-kind.js";
export { constant } from "./constant.js";
export { empirical } from "./empirical.js";
export { erlang } from "./erlang.js";
export { exponential } from "./exponential.js";
export { gamma } from "./gamma.js";
export { lognormal } from "./lognormal.js";
export { normal } from "./normal.js";
export { triangular } from "./triangular.js";
export { uniform } from "./uniform.js";
export { weibull } from "./weibull.js";
