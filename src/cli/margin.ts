/** `--margin`: how large a difference does not matter, in the unit of its measure or as a share of the baseline. */
import { InputError, namedMeasures, type Margin } from "../experiment/index.js";
import { parseLimit, type Scenario } from "../scenario/index.js";

/**
 * `5%` is a share of the baseline for all, `rto.mean=5%` for one; of a measure that is a share itself, as
 * `availability=0.01%`, it is so many percentage points. `rto.mean=10s` is in the unit of the measure.
 * @throws InputError
 */
export function marginsOf(texts: readonly string[], scenario: Scenario): readonly Margin[] {
  return texts.flatMap((text) => marginOf(text, scenario));
}

function marginOf(text: string, scenario: Scenario): readonly Margin[] {
  const [, name, size = ""] = /^(?:([^=]+)=)?(.+)$/s.exec(text) ?? [];
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(size.trim()) ?? [];
  const relative = percent === undefined ? (/^0(\.0+)?$/.test(size.trim()) ? 0 : null) : Number(percent) / 100;
  if (name === undefined) {
    if (relative !== null) return [{ size: relative, relative: true }];
    throw new InputError(
      `--margin ${text}: write a share of the baseline as 5%, or a measure and a size as rto.mean=10s`,
    );
  }
  return namedMeasures(scenario, [name.trim()]).map(({ key, unit }) => {
    if (relative !== null && unit !== "share") return { measure: key, size: relative, relative: true };
    const parsed = parseLimit(size.trim(), unit);
    if ("value" in parsed) return { measure: key, size: parsed.value, relative: false };
    const { message, expected } = parsed.complaint;
    const share = unit === "share" ? "" : ", or a share of the baseline such as 5%";
    throw new InputError(`--margin ${text}: ${message}; expected ${expected}${share}`);
  });
}
