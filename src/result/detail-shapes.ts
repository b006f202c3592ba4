/** Shapes of what is stored of undertakings and of the chronicle; what older files do not have may be absent. */
import { flag, listOf, number, object, oneOf, optional, orNull, seconds, type Shape, text } from "./shape.js";
import { PHASES, type Phase } from "./undertaking.js";

export const phase: Shape<Phase> = oneOf(PHASES);

export const quantities = listOf(
  object({
    from: number,
    to: number,
    is: oneOf(["at", "instant", "duration", "bytes", "count", "aside"] as const),
    value: number,
  }),
);

export const step = object({
  step: text,
  figure: orNull(text),
  phase,
  startSeconds: seconds,
  endSeconds: orNull(seconds),
  outcome: oneOf(["done", "failed", "unknown", "skipped", "running"] as const),
  reason: text,
  quantities: optional(quantities),
});

export const subject = object({ kind: text, name: text });

const subjects = listOf(subject);
const endOfUndertaking = orNull(oneOf(["done", "given-up"] as const));
const whenAndHow = { to: orNull(text), startSeconds: seconds, endSeconds: orNull(seconds), steps: listOf(step) };

export const takeover = object({
  services: listOf(text),
  from: text,
  ...whenAndHow,
  family: optional(text),
  kind: optional(text),
  subjects: optional(subjects),
  result: optional(endOfUndertaking),
});

export const undertaking = object({
  family: text,
  kind: text,
  subjects,
  from: orNull(text),
  ...whenAndHow,
  result: endOfUndertaking,
});

const told = object({
  kind: text,
  word: optional(flag),
  rule: optional(text),
  fault: optional(text),
  step: optional(
    object({
      name: text,
      figure: orNull(text),
      result: orNull(oneOf(["done", "failed", "unknown", "skipped"] as const)),
      of: text,
    }),
  ),
  quantities: optional(object({ what: quantities, because: quantities })),
});

export const chronicleEntry = object({
  atSeconds: seconds,
  actor: text,
  what: text,
  because: orNull(text),
  minor: optional(flag),
  told: optional(told),
});
