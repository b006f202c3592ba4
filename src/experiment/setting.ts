/** Sets values in the text of a scenario by their path, as a parameter study does. */
import { isMap, isScalar, isSeq, parseDocument, visit, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { nearestName } from "../scenario/index.js";
import { InputError } from "./input-error.js";

/** A value in place of that which a scenario has at a path of keys (`--set`). */
export interface Setting {
  /** Names joined by dots, numbers from 0 for items of lists: `faults.0.repair`. A name may itself have dots. */
  readonly path: string;
  /** As it would be written in the file. */
  readonly value: string;
}

/** Section and entry must be there, `hosts.web-1` say, so that a slip does not make a new host; what is said of it may be new. */
const MUST_BE_THERE = 2;

/**
 * The text with the values in their places, where they replace whatever stood there. @throws InputError when a path leads
 * nowhere; whether what is set makes sense is for the decoder to say
 */
export function applySettings(text: string, settings: readonly Setting[]): string {
  if (settings.length === 0) return text;
  const document = parseDocument(text);
  // A text that is no YAML is left for the decoder, which tells what is wrong with it and where.
  if (document.errors.length > 0) return text;
  for (const { path, value } of settings) document.setIn(keysOf(document.contents, path), valueOf(path, value));
  return document.toString();
}

function keysOf(root: Node | null, path: string): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  let node: unknown = root;
  let rest = path;
  while (rest !== "") {
    const step = isMap(node) ? stepInMap(node, rest) : isSeq(node) ? stepInList(node, rest) : null;
    if (step === null) {
      const isLast = !rest.includes(".");
      const mayBeNew = isMap(node) && (keys.length >= MUST_BE_THERE || (keys.length === 0 && isLast));
      if (!mayBeNew) throw new InputError(`${path}: ${notThere(node, rest)}`);
      return [...keys, ...rest.split(".")];
    }
    keys.push(step.key);
    rest = step.rest;
    node = (node as YAMLMap | YAMLSeq).get(step.key, true);
  }
  return keys;
}

interface Step {
  readonly key: string | number;
  readonly rest: string;
}

/** The longest name of the map that the path begins with. */
function stepInMap(map: YAMLMap, path: string): Step | null {
  const fitting = namesIn(map).filter((name) => path === name || path.startsWith(`${name}.`));
  const key = fitting.toSorted((a, b) => b.length - a.length)[0];
  return key === undefined ? null : { key, rest: path.slice(key.length + 1) };
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
  if (isMap(node)) {
    const near = nearestName(rest.split(".")[0]!, namesIn(node));
    const meant = near === undefined ? "" : `; did you mean ${near}?`;
    return `there is no ${rest} here, only ${namesIn(node).join(", ")}${meant}`;
  }
  if (isSeq(node)) return `${rest} is none of the list's ${node.items.length} items, which are counted from 0`;
  return `${rest} cannot be set within a single value`;
}

function valueOf(path: string, value: string): unknown {
  const document = parseDocument(value);
  if (document.errors.length > 0) throw new InputError(`${path}=${value}: is not YAML; put it in quotes`);
  visit(document, {
    Alias: (_, { source }) => {
      throw new InputError(`${path}=${value}: *${source} stands for nothing here; put it in quotes`);
    },
  });
  return document.contents;
}
