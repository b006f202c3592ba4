/** How the values of options are read, as far as no scenario is needed for it. */
import { InvalidArgumentError, Option } from "commander";

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || text.trim() === "") {
    throw new InvalidArgumentError("It must be a whole number from 1.");
  }
  return value;
}

/** Replications are counted from 0, as in reports. */
export function replicationNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || text.trim() === "") {
    throw new InvalidArgumentError("It must be a whole number from 0.");
  }
  return value;
}

/** `5%` or `0.05`. */
export function share(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent === "%" ? 100 : 1);
  if (number === undefined || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError("It must be a share between 0 and 1, as 5% or 0.05.");
  }
  return value;
}

/** An option that may be given several times. @param otherwise what holds when it is not given; without it that is an error */
export function repeatable(flags: string, about: string, otherwise?: string): Option {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  const option = new Option(flags, `${about}; may be repeated`).argParser(collect);
  return otherwise === undefined ? option.makeOptionMandatory() : option.default([], otherwise);
}
