/** What happened, in sentences and as data. Times are seconds of simulated time. */
import type { Quantity } from "./quantity.js";
import type { StepResult } from "./undertaking.js";

/** A sentence about one instant, and what it says as data. */
export interface ChronicleEntry {
  readonly atSeconds: number;
  readonly actor: string;
  readonly what: string;
  readonly because: string | null;
  /** True for small print: how an event came about that another entry tells. */
  readonly minor?: boolean | undefined;
  /** Absent in older files. */
  readonly told?: Told | undefined;
}

export interface Told {
  /** Of the record or of the note: `FaultInjected`, `verdict`, `step-begun` … */
  readonly kind: string;
  /** What somebody believes, decides or tells; absent for what happened to the world. */
  readonly word?: boolean | undefined;
  /** The rule of the reason. */
  readonly rule?: string | undefined;
  /** The fault that is the reason. */
  readonly fault?: string | undefined;
  /** It goes so whenever all goes well, and what comes of it is told too. */
  readonly routine?: boolean | undefined;
  readonly step?: ToldStep | undefined;
  readonly undertaking?: ToldUndertaking | undefined;
  /** Where quantities stand in the two sentences, in the order of the text. */
  readonly quantities?: { readonly what: readonly Quantity[]; readonly because: readonly Quantity[] } | undefined;
}

/** The beginning of an undertaking (`result` is `null`) or its end. */
export interface ToldUndertaking {
  /** As its steps have it. */
  readonly of: string;
  readonly result: "done" | "given-up" | null;
  /** What it is about is to work again at its end. */
  readonly recovers: boolean;
}

/** The beginning of a step (`result` is `null`) or its end. */
export interface ToldStep {
  readonly name: string;
  readonly figure: string | null;
  readonly result: Exclude<StepResult["outcome"], "running"> | null;
  /** Tells its undertaking from others that are under way at the same place. */
  readonly of: string;
}
