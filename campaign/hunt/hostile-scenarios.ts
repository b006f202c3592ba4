/** Scenario files that somebody broke: refused with words, or told by `check`. */
import { parse, stringify } from "yaml";
import { below, chance, pick, streamOf } from "../fuzz/chance.js";
import { type Call, wrongWith } from "../fuzz/command.js";
import { includedFiles, shippedScenarios } from "../fuzz/shipped-scenarios.js";
import { changeText } from "../fuzz/text-changes.js";
import { changeTree, type Replacements, type Tree, valuesByKey } from "../fuzz/tree-changes.js";
import { ODD_VALUES } from "../fuzz/values.js";
import type { Hunt } from "../hunt.js";

const SHIPPED = shippedScenarios();
const INCLUDED = includedFiles();
const REPLACEMENTS: Replacements = { likely: valuesByKey(SHIPPED.map(({ document }) => document)), odd: ODD_VALUES };

const BUILT = 0.01;

export const hostileScenarios: Hunt<Call> = {
  name: "hostile-scenarios",
  about: "broken scenario files: refused with words by check, nothing written, no defect, no hang",
  fixed: { from: 0, count: 600 },
  limitSeconds: 120,
  input: (seed) => {
    const stream = streamOf(seed, "hostile scenarios");
    let { text } = pick(SHIPPED, stream);
    for (let left = 1 + below(3, stream); left > 0; left--) {
      text = chance(0.5, stream) ? changeText(text, stream) : withOtherValues(text, stream);
    }
    const args = ["check", "s.yaml", ...(chance(0.1, stream) ? ["--json"] : [])];
    return { args, files: { "s.yaml": text }, built: chance(BUILT, stream) };
  },
  attempt: (call) => wrongWith(call, INCLUDED),
};

/** A text that is no document any more is changed as a text. */
function withOtherValues(text: string, stream: Parameters<typeof changeText>[1]): string {
  const document = documentIn(text);
  if (document === null) return changeText(text, stream);
  changeTree(document, REPLACEMENTS, stream, true);
  return stringify(document, { aliasDuplicateObjects: false });
}

function documentIn(text: string): Tree | null {
  try {
    const document: unknown = parse(text, { logLevel: "silent" });
    return typeof document === "object" ? (document as Tree | null) : null;
  } catch {
    return null;
  }
}
