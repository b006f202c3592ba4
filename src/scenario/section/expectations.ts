/** `expect:` what the results must hold; each becomes a test. */
import { complaintOfLimit } from "../quantity/limit.js";
import { type Quantity, wrong } from "../quantity/index.js";
import type { ExpectationSpec } from "../scenario.js";
import { field } from "../schema/fields.js";
import type { Section } from "./section.js";

/** As it was written; what the limit may be, follows from the measure. */
interface Condition extends Pick<ExpectationSpec, "operator" | "text"> {
  readonly limit: string;
}

const EXPECTED = 'a comparison with a quantity, such as ">= 99.9%", "<= 10min" or "<= 1500"';

const condition: Quantity<Condition> = {
  name: "condition",
  expected: EXPECTED,
  examples: [">= 99.9%", "<= 10min", "<= 1500"],
  parse(text) {
    const match = /^(>=|<=|==|>|<)\s*(\S.*)$/.exec(text);
    if (match === null) return wrong(`${text} is no condition`, EXPECTED);
    const [, operator, limit] = match as unknown as [string, Condition["operator"], string];
    const complaint = complaintOfLimit(limit);
    if (complaint === null) return { value: { operator, limit, text } };
    const { message, suggestion } = complaint;
    return wrong(message, EXPECTED, suggestion === undefined ? {} : { suggestion: `${operator} ${suggestion}` });
  },
};

export function expectationSchema() {
  return field(condition);
}

export const expect: Section = {
  about: 'What the results must hold, such as `shop.rto.p95: "<= 10min"`; each becomes a test.',
  form: "named",
  keys: "free",
  schema: expectationSchema,
};
