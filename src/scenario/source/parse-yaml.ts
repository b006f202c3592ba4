/** YAML text to a located tree: the parser's errors translated, aliases followed, everything bounded. */
import { Composer, isAlias, isMap, isScalar, isSeq, type Document, type Node, type ParsedNode } from "yaml";
import { Lexer, LineCounter, Parser, type CST } from "yaml";
import { MAX_DEPTH, LARGEST_SCENARIO, MAX_TOKENS, MAX_VALUES } from "../limits.js";
import { type Entry, listing, type Located, mapping, type Place, scalar, type SourceFile } from "./located.js";
import { type Report, Unreadable } from "./report.js";

/** The core schema whatever a `%YAML` line says, so that `off` is a word and `17:00` no number in base 60. */
const OPTIONS = {
  schema: "core",
  uniqueKeys: false,
  stringKeys: true,
  prettyErrors: false,
  logLevel: "error",
} as const;

/** Throws Unreadable when the text is too large, too deep, or not YAML. */
export function parseYaml(text: string, file: string, report: Report): Located {
  if (text.length > LARGEST_SCENARIO) {
    const source = { file, text: "", lineStarts: [0] };
    report.refuse({ source, start: 0, end: 1 }, tooLarge(text.length));
  }
  const lines = new LineCounter();
  lines.addNewLine(0);
  const source: SourceFile = { file, text, lineStarts: lines.lineStarts };
  const tokens = tokenize(text, lines, source, report);
  const [document, more] = [...new Composer(OPTIONS).compose(tokens, true, text.length)];
  if (document === undefined) throw new Error("the composer was asked for a document");
  if (more !== undefined) {
    const start = more.range[0];
    report.error(
      { source, start, end: start + 1 },
      { message: "a scenario is one document, and here a second begins" },
    );
  }
  complain(document, source, report);
  return new TreeBuilder(document, source, report).build();
}

/** What is said of a text that will not be read. */
export function tooLarge(length: number): { message: string; expected: string } {
  return {
    message: `${length} characters are too much for a scenario file`,
    expected: `at most ${LARGEST_SCENARIO}; \`count\` and \`like\` say much in few lines`,
  };
}

/** Runs the parser token by token, so that it can be stopped: deep nesting takes it quadratic time and memory. */
function tokenize(text: string, lines: LineCounter, source: SourceFile, report: Report): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const place = { source, start: parser.offset - lexeme.length, end: parser.offset };
    if (parser.stack.length > MAX_DEPTH) {
      report.refuse(place, { message: `nested more than ${MAX_DEPTH} levels deep` });
    }
    if (++count > MAX_TOKENS) {
      report.refuse(place, {
        message: `more than ${MAX_TOKENS} words and marks`,
        expected: "`count` for many entries",
      });
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function complain(document: Document.Parsed, source: SourceFile, report: Report): void {
  let conditionEnd = 0;
  for (const { message, pos } of document.errors) {
    const place = { source, start: pos[0], end: pos[1] };
    if (pos[0] < conditionEnd) continue;
    if (/^Block scalar header includes extra characters: >/.test(message)) {
      // The rest of the line is not worth a word either.
      conditionEnd = (source.text + "\n").indexOf("\n", pos[0]);
      report.error(place, { message: "what begins with > must be quoted", expected: 'for example ">= 99.9%"' });
    } else if (/^\{i[}+]/.test(source.text.slice(pos[0]))) {
      conditionEnd = (source.text + "\n").indexOf("\n", pos[0]);
      const [before] = /[^\s,{}[\]"']*$/.exec(source.text.slice(0, pos[0]))!;
      const [, after = ""] = /^\{i(?:\+\d+)?\}([^\s,:{}[\]"']*)/.exec(source.text.slice(pos[0])) ?? [];
      report.error(place, {
        message: "a name with {i} must be quoted where a brace is open",
        expected: `"${before === "" && after === "" ? "web-" : before}{i}${after}"`,
      });
    } else report.error(place, { message: `not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}` });
  }
  for (const { message, pos } of document.warnings) {
    report.error({ source, start: pos[0], end: pos[1] }, { message: `not plain YAML: ${message}` });
  }
  if (document.errors.length + document.warnings.length > 0) throw new Unreadable("not YAML");
}

/** Turns the nodes of one document into a located tree; a node with an alias is built once and shared. */
class TreeBuilder {
  private readonly anchors = new Map<string, Located | null>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly source: SourceFile,
    private readonly report: Report,
  ) {}

  build(): Located {
    const start = { source: this.source, start: 0, end: 1 };
    return this.node(this.document.contents, start);
  }

  private node(node: ParsedNode | Node | null, fallback: Place): Located {
    if (node === null) return scalar(fallback, null, "");
    const place = this.placeOf(node) ?? fallback;
    if (isAlias(node)) return this.aliased(node.source, place);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, null);
    const built = this.collected(node, place);
    if (built.size > MAX_VALUES) this.tooMany(place);
    if (anchor !== undefined) this.anchors.set(anchor, built);
    return built;
  }

  private collected(node: Node, place: Place): Located {
    if (isSeq(node))
      return listing(
        place,
        node.items.map((item) => this.node(item as Node | null, place)),
      );
    if (isMap(node)) return mapping(place, this.entries(node.items as { key: unknown; value: unknown }[], place));
    if (!isScalar(node)) throw new Error("a YAML node is an alias, a scalar, a list or a mapping");
    const { value } = node;
    const text = node.source ?? String(value);
    if (value === null || typeof value === "string" || typeof value === "boolean") return scalar(place, value, text);
    if (typeof value === "number") return scalar(place, value, text);
    return this.report.refuse(place, { message: `a scenario has no use for a value of type ${typeof value}` });
  }

  private entries(pairs: readonly { key: unknown; value: unknown }[], parent: Place): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const key = (keyNode === null ? null : this.placeOf(keyNode)) ?? parent;
      if (!isScalar(keyNode)) this.report.refuse(key, { message: "a key is a word" });
      const name = String(keyNode.value);
      const value = this.node(pair.value as Node | null, key);
      if (entries.has(name)) this.report.error(key, { message: `${name} stands here a second time` });
      else entries.set(name, { key, value });
    }
    return entries;
  }

  private aliased(anchor: string, place: Place): Located {
    const target = this.anchors.get(anchor);
    if (target === undefined) return this.report.refuse(place, { message: `nothing before is anchored as &${anchor}` });
    if (target === null) return this.report.refuse(place, { message: `*${anchor} contains itself` });
    return target;
  }

  private placeOf(node: Node): Place | null {
    return node.range ? { source: this.source, start: node.range[0], end: node.range[1] } : null;
  }

  private tooMany(place: Place): never {
    return this.report.refuse(place, {
      message: `this makes more than ${MAX_VALUES} values`,
      expected: "a scenario that fits in memory",
    });
  }
}
