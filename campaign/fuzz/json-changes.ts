/** Changes to JSON texts: another value somewhere, or the text as such. */
import type { Stream } from "../../src/sim/index.js";
import { below, chance } from "./chance.js";
import { changeText } from "./text-changes.js";
import { changeTree, type Tree, valuesByKey } from "./tree-changes.js";
import { ODD_VALUES } from "./values.js";

const OF_VALUES = 0.7;

/** One or two changes. */
export function changeJson(text: string, stream: Stream): string {
  let changed = text;
  for (let left = 1 + below(2, stream); left > 0; left--) {
    changed = chance(OF_VALUES, stream) ? withOtherValues(changed, stream) : changeText(changed, stream);
  }
  return changed;
}

/** A text that is no JSON any more is changed as a text. */
function withOtherValues(text: string, stream: Stream): string {
  try {
    const document = JSON.parse(text) as Tree;
    changeTree(document, { likely: valuesByKey([document]), odd: ODD_VALUES }, stream, true);
    return JSON.stringify(document);
  } catch {
    return changeText(text, stream);
  }
}
