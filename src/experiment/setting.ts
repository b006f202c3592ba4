/** Sets values in the text of a scenario by their path, as a parameter study does. */
import { isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { InputError } from "./input-error.js";

export interface Setting {
  /** Names joined by dots, numbers from 0 for items of lists: `faults.0.repair`. A name may itself have dots. */
  readonly path: string;
  /** As it would be written in the file. */
  readonly value: string;
}

/**
 * The text with the values in their places. What leads to the last name must be there; the last may be new, and replaces
 * whatever stood there. @throws InputError
 */
export function applySettings(text: string, settings: readonly Setting[]): string {
  if (settings.length === 0) return text;
  const document = parseDocument(text, { intAsBigInt: false });
  // A text that is no YAML is left for the decoder, which tells what is wrong with it and where.
  if (document.errors.length > 0) return text;
  for (const { path, value } of settings) set(document.contents, path, value);
  return document.toString();
}

function set(root: Node | null, path: string, value: string): void {
  let node: unknown = root;
  let rest = path;
  for (;;) {
    const step = isMap(node) ? stepInMap(node, rest) : isSeq(node) ? stepInList(node, rest) : null;
    if (step === null) throw new InputError(`${path}: ${notThere(node, rest)}`);
    if (step.rest === "") {
      (node as YAMLMap | YAMLSeq).set(step.key, valueOf(path, value));
      return;
    }
    node = (node as YAMLMap | YAMLSeq).get(step.key, true);
    rest = step.rest;
  }
}

interface Step {
  readonly key: string | number;
  readonly rest: string;
}

/** The longest name of the map that the path begins with; the whole rest when none does and it has no dots. */
function stepInMap(map: YAMLMap, path: string): Step | null {
  const fitting = namesIn(map).filter((name) => path === name || path.startsWith(`${name}.`));
  const key = fitting.toSorted((a, b) => b.length - a.length)[0];
  if (key !== undefined) return { key, rest: path.slice(key.length + 1) };
  return path !== "" && !path.includes(".") ? { key: path, rest: "" } : null;
}

function stepInList(list: YAMLSeq, path: string): Step | null {
  const [, digits, rest] = /^(\d+)(?:\.(.+))?$/.exec(path) ?? [];
  const index = Number(digits);
  return digits === undefined || index >= list.items.length ? null : { key: index, rest: rest ?? "" };
}

function namesIn(map: YAMLMap): readonly string[] {
  return map.items.map(({ key }) => String(isScalar(key) ? key.value : key));
}

function notThere(node: unknown, rest: string): string {
  if (isMap(node)) return `there is no ${rest} here, only ${namesIn(node).join(", ")}`;
  if (isSeq(node)) return `${rest} is none of the list's ${node.items.length} items, which are counted from 0`;
  return `${rest} cannot be set in a single value`;
}

function valueOf(path: string, value: string): unknown {
  const document = parseDocument(value);
  if (document.errors.length > 0) throw new InputError(`${path}=${value}: is not YAML; put it in quotes`);
  return document.contents;
}
