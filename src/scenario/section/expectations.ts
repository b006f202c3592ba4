/** `expect:` what the results must hold; each becomes a test. */
import { duration, type Parsed, type Quantity, rate, share, size, wrong } from "../quantity/index.js";
import type { ExpectationSpec } from "../scenario.js";
import { field } from "../schema/fields.js";
import { SECOND } from "../../units/index.js";
import type { Section } from "./section.js";

type Condition = Omit<ExpectationSpec, "key">;

const EXPECTED = 'a comparison with a quantity, such as ">= 99.9%", "<= 10min" or "<= 1500"';

/** Quantities of which a limit may be; what each is in, follows from its unit. */
const LIMITS: readonly ((text: string) => Parsed<number>)[] = [
  (text) => share.parse(text),
  (text) => {
    const parsed = duration.parse(text);
    return "value" in parsed ? { value: parsed.value / SECOND } : parsed;
  },
  (text) => size.parse(text),
  (text) => rate.parse(text),
];

const condition: Quantity<Condition> = {
  name: "condition",
  expected: EXPECTED,
  examples: [">= 99.9%", "<= 10min", "<= 1500"],
  parse(text) {
    const match = /^(>=|<=|==|>|<)\s*(\S.*)$/.exec(text);
    if (match === null) return wrong(`${text} is no condition`, EXPECTED);
    const [, operator, limit] = match as unknown as [string, Condition["operator"], string];
    if (/^\d+(\.\d+)?$/.test(limit)) return { value: { operator, limit: Number(limit), text } };
    for (const parse of LIMITS) {
      const parsed = parse(limit);
      if ("value" in parsed) return { value: { operator, limit: parsed.value, text } };
    }
    return wrong(`${limit} is no quantity`, EXPECTED);
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
