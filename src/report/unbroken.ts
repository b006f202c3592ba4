/** Quantities of which no line ends in the middle: a number stays with its unit, wherever text is wrapped. */

const UNIT = "(?:[µm]?s|min|[hdy]|%|[kMGTPE]?B)(?![\\w-])";
/**
 * A space within a quantity: both of `4 min`, all of `4 min 12.3 s`, and those of `3.5 nines`, `3 × boot`, `27 / s`, `< 1 µs`.
 */
const WITHIN_A_QUANTITY = new RegExp(
  `(?<=\\d) (?=${UNIT}|nines\\b|×|/ ?[a-z])|(?<=\\d ${UNIT}) (?=\\d[\\d.]* ${UNIT})|(?<=[\\d.]+ ×) (?=\\S)|(?<=\\d /) (?=[a-z])|(?<=(?:^|[\\s(])[<>≤≥]=?) (?=-?\\d)`,
  "g",
);

export const NO_BREAK_SPACE = "\u00a0";

export function unbroken(text: string): string {
  return text.replace(WITHIN_A_QUANTITY, NO_BREAK_SPACE);
}

/** The same for the text of a document, and not for what its tags, scripts and styles hold. */
export function unbrokenHtml(html: string): string {
  return html
    .split(/(<(?:script|style)\b[\s\S]*?<\/(?:script|style)>|<[^>]*>)/)
    .map((part, index) => (index % 2 === 0 ? unbroken(part) : part))
    .join("");
}

/** And for Markdown, but not within code, which somebody may copy. */
export function unbrokenMarkdown(markdown: string): string {
  return markdown
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 0 ? unbroken(part) : part))
    .join("");
}
