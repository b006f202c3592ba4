/** How a kind of distribution is described, so that decoding, listing and documentation can be made from one table. */
import type { Distribution } from "./distribution.js";

export interface Parameter {
  readonly name: string;
  /** `quantity`: in the unit of what is drawn (microseconds for durations); `number`: without a unit. */
  readonly is: "quantity" | "number";
  /** True when any number of values may follow; only of a last parameter. */
  readonly many?: true;
}

export interface DistributionKind {
  readonly name: string;
  /** One sentence: what it is for. */
  readonly about: string;
  readonly parameters: readonly Parameter[];
  /** @throws RangeError when their number is wrong or one is outside its bounds; the message says which and why */
  create(values: readonly number[]): Distribution;
}

/** A kind whose distributions are made by a function of as many numbers as it has parameters. */
export function distributionKind<Values extends readonly number[]>(
  name: string,
  about: string,
  parameters: { readonly [Index in keyof Values]: Parameter },
  make: (...values: Values) => Distribution,
): DistributionKind {
  const names = parameters.map((parameter: Parameter) => parameter.name);
  return {
    name,
    about,
    parameters,
    create(values) {
      if (values.length !== names.length) {
        throw new RangeError(`${name} takes ${names.length} (${names.join(", ")}), not ${values.length}`);
      }
      return make(...(values as Values));
    },
  };
}

export function quantity(name: string): Parameter {
  return { name, is: "quantity" };
}

export function number(name: string): Parameter {
  return { name, is: "number" };
}

/** @throws RangeError unless the value is a finite number and `holds` */
export function demand(name: string, value: number, what = "a finite number", holds = true): void {
  if (!Number.isFinite(value) || !holds) throw new RangeError(`${name} must be ${what}, not ${value}`);
}

/** @throws RangeError unless the value is a finite number above 0 */
export function demandPositive(name: string, value: number): void {
  demand(name, value, "a positive number", value > 0);
}
