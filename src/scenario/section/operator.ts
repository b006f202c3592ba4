/** `operator:` how long the person takes who is paged; a policy may say otherwise for itself. */
import type { OperatorSpec } from "../../model/index.js";
import type { Context } from "../schema/context.js";
import { entry, varying } from "../schema/fields.js";
import type { Section } from "./section.js";

/** What an operator takes where nothing is said. */
const DEFAULTS = { page: "5min", arrive: "30min", work: "1h" };

const ABOUT = {
  page: "Until the page is answered.",
  arrive: "From the answer until the person stands before the machines.",
  work: "Moving the cables, until the stand-in can be powered on.",
};

export function operatorSchema(context: Context) {
  return entry({
    page: varying(context).prefault(DEFAULTS.page).describe(ABOUT.page),
    arrive: varying(context).prefault(DEFAULTS.arrive).describe(ABOUT.arrive),
    work: varying(context).prefault(DEFAULTS.work).describe(ABOUT.work),
  });
}

/** Those of somebody who comes and pulls a plug, which takes no time beside that. */
export function comingDelays(context: Context) {
  const { page, arrive } = operatorDelays(context);
  return { page, arrive };
}

/** The same delays where a policy gives some of them; the others are those of the scenario. */
export function operatorDelays(context: Context) {
  return {
    page: varying(context).optional().describe(ABOUT.page),
    arrive: varying(context).optional().describe(ABOUT.arrive),
    work: varying(context).optional().describe(ABOUT.work),
  };
}

export const operator: Section = {
  about: "The person who is paged; a policy may say otherwise for itself.",
  form: "single",
  schema: operatorSchema,
};

/** The delays that are given, and for the others those of the scenario. */
export function operatorWith(
  given: { readonly [Key in keyof OperatorSpec]?: OperatorSpec[Key] | undefined },
  base: OperatorSpec,
): OperatorSpec {
  return { page: given.page ?? base.page, arrive: given.arrive ?? base.arrive, work: given.work ?? base.work };
}
