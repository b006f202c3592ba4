/** What may be written of a fault: when it strikes, how it ends, and whom it hits, in the short form and in the long one. */
import * as z from "zod";
import { stepWords, undertakingKindsIn } from "../family/index.js";
import { type FaultKind, faultKinds } from "../fault/index.js";
import { share } from "../quantity/index.js";
import type { Context } from "../schema/context.js";
import {
  concept,
  entry,
  field,
  oneOf,
  oneOrMore,
  reference,
  referenceAmong,
  text,
  varying,
  varyingInterval,
} from "../schema/fields.js";
import { instant } from "./instants.js";

function timingShape(context: Context) {
  return {
    name: text("What reports call it; its kind and targets unless given.").optional(),
    at: field(instant).optional().describe("Strikes once, then."),
    every: varyingInterval(context)
      .optional()
      .describe("Strikes again and again; the time from its end to the next stroke."),
    ages: z
      .enum(["always", "while-on"])
      .optional()
      .describe(
        "Which time counts for `every`. always: all of it, so that all policies meet the same instants; while-on: that in " +
          "which the host that it strikes has power and is whole, and with `holder-of` that in which somebody serves. " +
          "always unless given.",
      ),
    renews: oneOrMore(text("The name of another fault that strikes again and again."))
      .optional()
      .describe(
        "When it ends, the time to the next stroke of these faults begins anew, as after maintenance: names that they were given.",
      ),
    when: concept(
      "step-of-a-routine",
      entry({
        step: oneOf(stepWords(), "step").describe("Its name, or the number that a figure gives it."),
        of: referenceAmong(context, (names) => ["service", ...undertakingKindsIn(names)]).describe(
          "For what it is done: a service, a transfer, a failover set, an exported device, a cluster, one of its agents, a console.",
        ),
      }),
    )
      .optional()
      .describe(
        "Strikes each time that a step of what is undertaken for somebody begins, such as the failover of a service; `window` and `probability` make that fewer.",
      ),
    probability: field(share).prefault("100%").describe("With which it strikes when its time has come."),
    window: concept("window", entry({ from: field(instant).optional(), to: field(instant).optional() }))
      .optional()
      .describe("It strikes only from here to there."),
  };
}

export function endShape(context: Context) {
  return {
    repair: varying(context).optional().describe("How long the repair takes, once somebody has time for it."),
    for: varying(context).optional().describe("How long it lasts, if it passes by itself."),
    crew: reference(context, "crew").optional().describe("Who repairs; without, the repair begins at once."),
    class: text(
      "For a crew that picks: repairs of one class are one choice, and come in the order of their failures; each fault is a class of its own unless given.",
    ).optional(),
  };
}

/** What an item says beside its kind. */
export type Common = z.output<z.ZodObject<ReturnType<typeof commonShape>>>;

export function commonShape(context: Context) {
  return { ...timingShape(context), ...endShape(context) };
}

export function targetsOf(kind: FaultKind, context: Context) {
  return oneOrMore(reference(context, ...kind.targets)).describe(kind.about);
}

/** Instead of a host, whoever serves a service at that moment. */
export const HOLDER_OF = "holder-of";

/** `{ service: shop, x: 6, for: 40min }`: the targets, the parameters, and how it ends. */
export function longForm(kind: FaultKind, context: Context) {
  const targets = targetsOf(kind, context);
  const aims: z.ZodRawShape =
    kind.strikesHolders === true
      ? {
          [kind.targetKey]: targets.optional(),
          [HOLDER_OF]: reference(context, "service")
            .optional()
            .describe("Instead: whoever answers with the data of this service when it strikes."),
        }
      : { [kind.targetKey]: targets };
  const shape = { ...aims, ...kind.schema(context), ...endShape(context) };
  return concept(`${kind.name}-fault`, entry(shape).describe(kind.about));
}

/** Those of all kinds. */
export function longForms(context: Context): ReadonlyMap<FaultKind, ReturnType<typeof longForm>> {
  return new Map(faultKinds().map((kind) => [kind, longForm(kind, context)]));
}

export type LongForms = ReturnType<typeof longForms>;
