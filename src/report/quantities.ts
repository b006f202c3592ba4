/** Sentences of the chronicle as people read them: times by the clock or beside a fault, sizes in units that fit. */
import type { ChronicleEntry, Quantity, ViolationExample } from "../result/index.js";
import type { Clock } from "./clock.js";
import { formatBytes, formatCount, formatDuration } from "./number-format.js";

/** What stands instead of a quantity; `null`: it stays as it is, with those that it holds. */
export type Writing = (quantity: Quantity) => string | null;

export function whatWritten({ what, told }: ChronicleEntry, writing: Writing): string {
  return written(what, told?.quantities?.what ?? [], writing);
}

/** `null` when there is no reason. */
export function becauseWritten({ because, told }: ChronicleEntry, writing: Writing): string | null {
  return because === null ? null : written(because, told?.quantities?.because ?? [], writing);
}

/** A violation of an invariant, with its instants by the scenario's own clock. */
export function exampleWritten({ what, quantities = [] }: ViolationExample, clock: Clock): string {
  return written(what, quantities, byClock(clock));
}

/** A sentence with its quantities written. */
export function written(text: string, quantities: readonly Quantity[], writing: Writing): string {
  let result = "";
  let done = 0;
  for (const quantity of quantities) {
    // It lies in one that was replaced.
    if (quantity.from < done) continue;
    const instead = writing(quantity);
    if (instead === null) continue;
    result += text.slice(done, quantity.from) + instead;
    done = quantity.to;
  }
  return result + text.slice(done);
}

/** Instants by the scenario's own clock. */
export function byClock(clock: Clock): Writing {
  return ({ is, value }) => {
    switch (is) {
      case "at":
        return `at ${clock.exact(value)}`;
      case "instant":
        return clock.exact(value);
      case "duration":
        return formatDuration(value);
      case "bytes":
        return formatBytes(value);
      case "count":
        return formatCount(value);
      case "aside":
        return null;
    }
  };
}
