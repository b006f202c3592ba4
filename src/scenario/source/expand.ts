/** Writes out what a scenario says in short: `include`, `count` and `like`, from the leaves up. */
import { MAX_COUNT, MAX_LIKES, MAX_VALUES } from "../limits.js";
import type { Inclusion } from "./include.js";
import {
  type Entry,
  listing,
  type Located,
  type Mapping,
  mapping,
  type Place,
  scalar,
  type Scalar,
} from "./located.js";
import type { Report } from "./report.js";

/** Keys that belong to the short forms and are no names. */
export const SHORT_FORMS: readonly string[] = ["include", "count", "like"];

/** The tree without `include`, `count` and `like`; every value keeps the place where it was written. */
export function expand(tree: Located, inclusion: Inclusion, report: Report): Located {
  return new Expansion(inclusion, report).expand(tree);
}

class Expansion {
  /** Values that counts have made so far. */
  private made = 0;

  constructor(
    private readonly inclusion: Inclusion,
    private readonly report: Report,
  ) {}

  expand(node: Located, ground?: Located): Located {
    if (node.is === "scalar") return node;
    if (node.is === "list") return this.bounded(this.list(node.items, node));
    return this.bounded(this.mapping(node, ground?.is === "mapping" ? ground : undefined));
  }

  private list(items: readonly Located[], node: Located): Located {
    const read = items.map((item) => {
      const expanded = this.expand(item);
      return { item, expanded, counted: this.counted(expanded) };
    });
    const all = read.flatMap(({ item, expanded, counted }) => {
      // A list that was included by an item of a list is a part of it.
      if (item.is === "mapping" && item.entries.has("include") && expanded.is === "list") return expanded.items;
      if (counted === null) return [expanded];
      return Array.from({ length: counted.count }, (_, index) => substitute(counted.template, index + 1));
    });
    return listing(node.place, all);
  }

  /** @param ground what an included file has in the same place: its entries can be copied, and are overridden */
  private mapping(node: Mapping, ground?: Mapping): Located {
    const included = this.included(node);
    if (included !== null && included.is !== "mapping") return included;
    const below = ground !== undefined && included !== null ? merged(ground, included) : (included ?? ground);
    const own = new Map<string, Entry>();
    for (const [key, { key: place, value }] of without(node, "include").entries) {
      own.set(key, { key: place, value: this.expand(value, below?.entries.get(key)?.value) });
    }
    const whole = mapping(node.place, this.alike(this.countedOut(own), below?.entries ?? new Map()));
    return included === null ? whole : merged(included, whole);
  }

  /** What the file holds that stands in `include`; what stands beside it overrides it. */
  private included(node: Mapping): Located | null {
    const include = node.entries.get("include");
    if (include === undefined) return null;
    if (include.value.is !== "scalar" || typeof include.value.value !== "string") {
      return this.report.refuse(include.value.place, { message: "`include` takes the path of a file" });
    }
    const part = this.inclusion.take(include.value, (tree) => this.expand(tree));
    if (part.is === "mapping" || node.entries.size === 1) return part;
    return this.report.refuse(include.value.place, {
      message: `${include.value.text} holds a ${part.is}, beside which there can be nothing`,
    });
  }

  /** Entries with a `count` become that many, with `{i}` in their names and values. */
  private countedOut(entries: ReadonlyMap<string, Entry>): Map<string, Entry> {
    const all = new Map<string, Entry>();
    const add = (name: string, entry: Entry): void => {
      if (all.has(name)) this.report.error(entry.key, { message: `${name} stands here a second time` });
      else all.set(name, entry);
    };
    // All counts are read before any is written out, since together they may be too many.
    const read = [...entries].map(([name, entry]) => ({ name, entry, counted: this.counted(entry.value) }));
    for (const { name, entry, counted } of read) {
      if (counted === null) {
        add(name, entry);
      } else if (number(name, 1) === name && counted.count > 1) {
        this.report.error(entry.key, { message: `${name} cannot be counted`, expected: "a name with {i} in it" });
      } else {
        for (let i = 1; i <= counted.count; i++) {
          add(number(name, i), { key: entry.key, value: substitute(counted.template, i) });
        }
      }
    }
    return all;
  }

  private counted(node: Located): { count: number; template: Mapping } | null {
    const count = node.is === "mapping" ? node.entries.get("count")?.value : undefined;
    if (node.is !== "mapping" || count === undefined) return null;
    const value = count.is === "scalar" ? count.value : null;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > MAX_COUNT) {
      this.report.refuse(count.place, {
        message: count.is === "scalar" ? `a count of ${count.text} cannot be` : "a count is one number",
        expected: `a whole number from 1 to ${MAX_COUNT}`,
      });
    }
    this.made += node.size * value;
    if (this.made > MAX_VALUES) {
      this.report.refuse(count.place, { message: `a count of ${value} makes more than ${MAX_VALUES} values in all` });
    }
    return { count: value, template: without(node, "count") };
  }

  /** Entries with a `like` become a copy of their sibling, be it an included one, overridden by what they say themselves. */
  private alike(entries: ReadonlyMap<string, Entry>, ground: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
    const done = new Map<string, Entry>();
    const resolve = (name: string, chain: readonly string[]): Entry | undefined => {
      const known = done.get(name);
      const entry = entries.get(name);
      if (known !== undefined || entry === undefined) return known;
      const { key, value: node } = entry;
      const value = node.is === "mapping" ? this.copied(name, { key, value: node }, siblings, chain) : node;
      const resolved = { key, value: this.bounded(value) };
      done.set(name, resolved);
      return resolved;
    };
    const siblings: Siblings = {
      names: [...new Set([...ground.keys(), ...entries.keys()])],
      find: (name, chain) => overriding(ground.get(name), resolve(name, chain)),
    };
    for (const name of entries.keys()) resolve(name, []);
    return new Map([...entries.keys()].map((name) => [name, done.get(name)!]));
  }

  private copied(
    name: string,
    { key, value: node }: { readonly key: Place; readonly value: Mapping },
    siblings: Siblings,
    chain: readonly string[],
  ): Located {
    const like = node.entries.get("like");
    if (like === undefined) return node;
    const rest = without(node, "like");
    const model = like.value.is === "scalar" ? like.value.text : "";
    const longer = [...chain, name];
    if (longer.includes(model)) {
      this.report.refuse(like.value.place, { message: [...longer, model].join(" is like ") });
    }
    if (longer.length > MAX_LIKES) {
      this.report.refuse(like.value.place, { message: `more than ${MAX_LIKES} entries are like each other` });
    }
    const sibling = siblings.find(model, longer);
    if (sibling === undefined) {
      const names = siblings.names.filter((each) => each !== name);
      const message = model === "" ? "`like` takes the name of another entry" : `nothing here is named ${model}`;
      this.report.error(like.value.place, { message, near: { word: model, names } });
      this.report.silence(key);
      return rest;
    }
    return sibling.is === "mapping" ? merged(sibling, rest) : rest;
  }

  private bounded(node: Located): Located {
    if (node.size <= MAX_VALUES) return node;
    return this.report.refuse(node.place, { message: `this makes more than ${MAX_VALUES} values, written out` });
  }
}

/** The entries beside one, written out; those of an included file among them. */
interface Siblings {
  readonly names: readonly string[];
  readonly find: (name: string, chain: readonly string[]) => Located | undefined;
}

/** What an included entry comes to with what stands in its place here; one of the two may be missing. */
function overriding(included: Entry | undefined, own: Entry | undefined): Located | undefined {
  if (own === undefined || included === undefined) return (own ?? included)?.value;
  return included.value.is === "mapping" && own.value.is === "mapping" ? merged(included.value, own.value) : own.value;
}

/** Deep: mappings are merged, everything else replaces; an empty value (`relay: ~`) takes a key away. */
function merged(base: Mapping, override: Mapping): Mapping {
  const entries = new Map(base.entries);
  for (const [key, entry] of override.entries) {
    const old = entries.get(key)?.value;
    if (old?.is === "mapping" && entry.value.is === "mapping") {
      entries.set(key, { key: entry.key, value: merged(old, entry.value) });
    } else if (entry.value.is === "scalar" && entry.value.value === null) entries.delete(key);
    else entries.set(key, entry);
  }
  return mapping(override.place, entries);
}

function without(node: Mapping, key: string): Mapping {
  const entries = new Map(node.entries);
  entries.delete(key);
  return mapping(node.place, entries);
}

/** The tree with `{i}` and `{i+10}` in names and words replaced. */
function substitute(node: Located, i: number): Located {
  if (node.is === "scalar") return substituteScalar(node, i);
  if (node.is === "list")
    return listing(
      node.place,
      node.items.map((item) => substitute(item, i)),
    );
  const entries = [...node.entries].map(
    ([key, entry]) => [number(key, i), { key: entry.key, value: substitute(entry.value, i) }] as const,
  );
  return mapping(node.place, new Map(entries));
}

function substituteScalar(node: Scalar, i: number): Scalar {
  if (typeof node.value !== "string") return node;
  const value = number(node.value, i);
  return value === node.value ? node : scalar(node.place, value, value);
}

function number(text: string, i: number): string {
  return text.replace(/\{i(?:\+(\d{1,6}))?\}/g, (_, offset: string | undefined) => String(i + Number(offset ?? 0)));
}
