/** The tree of a scenario file: values that remember where they were written, whatever is made of them later. */

/** A file's text and where its lines begin. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** A stretch of a file, as offsets: `end` is the first unit after it. */
export interface Place {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

export type Located = Scalar | Listing | Mapping;

export interface Scalar {
  readonly is: "scalar";
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** As it stands in the file, without quotes: `007` is a number, but also a name. */
  readonly text: string;
  readonly size: number;
}

export interface Listing {
  readonly is: "list";
  readonly place: Place;
  readonly items: readonly Located[];
  /** How many values it holds, written out; shared subtrees count each time, so that a bomb is seen before it bursts. */
  readonly size: number;
}

export interface Mapping {
  readonly is: "mapping";
  readonly place: Place;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly size: number;
}

export interface Entry {
  /** Where the key stands. */
  readonly key: Place;
  readonly value: Located;
}

export function scalar(place: Place, value: Scalar["value"], text: string): Scalar {
  return { is: "scalar", place, value, text, size: 1 + (text.length >>> 6) };
}

export function listing(place: Place, items: readonly Located[]): Listing {
  return { is: "list", place, items, size: items.reduce((sum, item) => sum + item.size, 1) };
}

export function mapping(place: Place, entries: ReadonlyMap<string, Entry>): Mapping {
  let size = 1;
  for (const [key, { value }] of entries) size += value.size + (key.length >>> 6);
  return { is: "mapping", place, entries, size };
}

/** The same values without their places. */
export function plain(node: Located): unknown {
  if (node.is === "list") return node.items.map(plain);
  if (node.is === "scalar") return node.value;
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of node.entries) object[key] = plain(value);
  return object;
}

export type Path = readonly PropertyKey[];

/** The deepest existing node on a path, the place of its key (items of lists have none), and whether the path ended there. */
export function locate(root: Located, path: Path): { node: Located; key: Place | null; whole: boolean } {
  let node = root;
  let key: Place | null = null;
  for (const step of path) {
    const next = child(node, step);
    if (next === null) return { node, key, whole: false };
    node = next.node;
    key = next.key;
  }
  return { node, key, whole: true };
}

function child(node: Located, step: PropertyKey): { node: Located; key: Place | null } | null {
  if (node.is === "mapping") {
    const entry = node.entries.get(String(step));
    return entry === undefined ? null : { node: entry.value, key: entry.key };
  }
  const item = node.is === "list" ? node.items[Number(step)] : undefined;
  return item === undefined ? null : { node: item, key: null };
}

/** The value of a key of a mapping, if it is a mapping and has it. */
export function get(node: Located | undefined, key: string): Located | undefined {
  return node?.is === "mapping" ? node.entries.get(key)?.value : undefined;
}
