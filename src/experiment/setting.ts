/** Sets values in the text of a scenario by their path, as a parameter study does. */
import { isMap, isScalar, isSeq, parseDocument, visit, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { nearestName, pathInFolder } from "../scenario/index.js";
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

/** The text of a file of the scenario's folder, or why it cannot be had. */
type Read = (path: string) => string | Error;

/**
 * The text with the values in their places, where they replace whatever stood there; beside an `include`, what the file
 * that it names has there. @throws InputError when a path leads nowhere; whether what is set makes sense is for the
 * decoder to say
 */
export function applySettings(
  text: string,
  settings: readonly Setting[],
  read: Read = () => new Error("no file is read"),
): string {
  if (settings.length === 0) return text;
  const document = parseDocument(text);
  // A text that is no YAML is left for the decoder, which tells what is wrong with it and where.
  if (document.errors.length > 0) return text;
  for (const { path, value } of settings) document.setIn(keysOf(document.contents, path, read), valueOf(path, value));
  return document.toString();
}

/** What stands in one place: in the text, and below it in files that it includes. */
interface Layer {
  readonly node: unknown;
  /** The file; `null` for the text itself. */
  readonly file: string | null;
}

function keysOf(root: Node | null, path: string, read: Read): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  let layers = withIncluded([{ node: root, file: null }], read);
  let rest = path;
  while (rest !== "") {
    const step = longest(layers.map((layer) => stepIn(layer.node, rest)));
    if (step === null) {
      const isLast = !rest.includes(".");
      const isMapping = layers.some((layer) => isMap(layer.node));
      const mayBeNew = isMapping && (keys.length >= MUST_BE_THERE || (keys.length === 0 && isLast));
      if (!mayBeNew) throw new InputError(`${path}: ${notThere(layers, rest)}`);
      return [...keys, ...rest.split(".")];
    }
    // Lists are not merged: the text would have one item, in place of all that the file has.
    const file = layers[0]!.file;
    if (typeof step.key === "number" && file !== null) {
      const list = keys.join(".");
      throw new InputError(
        `${path}: ${list} comes from ${file}; to set an item of it, write the list into the scenario itself`,
      );
    }
    keys.push(step.key);
    rest = step.rest;
    const below = layers.flatMap(({ node: each, file }) => {
      const found: unknown = isMap(each) || isSeq(each) ? each.get(step.key, true) : undefined;
      return found === undefined || found === null ? [] : [{ node: found, file }];
    });
    // Mappings are merged, everything else replaces what is below it.
    const [top] = below;
    layers = withIncluded(isMap(top?.node) ? below.filter(({ node }) => isMap(node)) : below.slice(0, 1), read);
  }
  return keys;
}

/** So many files deep it is for the decoder to say that they include each other. */
const DEEPEST = 16;

/** With what the mappings among them include, each above what it includes. */
function withIncluded(layers: readonly Layer[], read: Read, depth = 0): readonly Layer[] {
  return layers.flatMap((layer) => {
    const name: unknown = isMap(layer.node) ? layer.node.get("include") : undefined;
    const file = typeof name === "string" && depth < DEEPEST ? pathInFolder(name) : null;
    const text = file === null ? null : read(file);
    if (typeof text !== "string") return [layer];
    const { contents, errors } = parseDocument(text);
    return errors.length > 0 ? [layer] : [layer, ...withIncluded([{ node: contents, file }], read, depth + 1)];
  });
}

function longest(steps: readonly (Step | null)[]): Step | null {
  const found = steps.filter((step) => step !== null);
  return found.reduce<Step | null>(
    (most, step) => (most === null || lengthOf(step) > lengthOf(most) ? step : most),
    null,
  );
}

function lengthOf({ key }: Step): number {
  return String(key).length;
}

function stepIn(node: unknown, path: string): Step | null {
  return isMap(node) ? stepInMap(node, path) : isSeq(node) ? stepInList(node, path) : null;
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

function notThere(layers: readonly Layer[], rest: string): string {
  const maps = layers.map(({ node }) => node).filter((node) => isMap(node));
  if (maps.length > 0) {
    const names = [...new Set(maps.flatMap(namesIn))].filter((name) => name !== "include");
    const near = nearestName(rest.split(".")[0]!, names);
    const meant = near === undefined ? "" : `; did you mean ${near}?`;
    return `there is no ${rest} here, only ${names.join(", ")}${meant}`;
  }
  const list = layers.map(({ node }) => node).find((node) => isSeq(node));
  if (list !== undefined)
    return `${rest.split(".")[0]} is none of the list's ${list.items.length} items, which are counted from 0`;
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
