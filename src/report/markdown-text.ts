/** Pieces of Markdown: text as text, code, tables. */

export type MarkdownRow = readonly string[];

export function table(header: MarkdownRow, rows: readonly MarkdownRow[]): string {
  const line = (cells: MarkdownRow): string => `| ${cells.map(escape).join(" | ")} |`;
  return [line(header), `|${header.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}

/** Text as text: what Markdown or HTML would take for its own is escaped, line breaks become spaces. */
export function escape(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#&~]/g, (character) => `\\${character}`);
}

/** Text inside a code span. */
export function code(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("`", "'");
}
