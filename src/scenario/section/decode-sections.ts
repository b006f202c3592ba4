/** The shape pass: each section, and each entry of it, by its own schema, so that one error hides no other. */
import type * as z from "zod";
import { families } from "../family/index.js";
import { Decoding } from "../schema/context.js";
import { badName, NO_SUCH_KEY } from "../schema/fields.js";
import { placeAt, reportIssues } from "../schema/issues.js";
import { Names } from "../schema/names.js";
import { sayExpected } from "../schema/wrong-kind.js";
import { type Entry, get, type Located, type Mapping, mapping, type Path, plain } from "../source/located.js";
import type { Report } from "../source/report.js";
import type { Sources } from "../sources.js";
import { MANAGEMENT } from "../../model/index.js";
import { allSections, headingSchema, type Section } from "./index.js";
import { compareNaturally } from "./natural-order.js";
import type { Entries, EntryOf, Parts } from "./parts.js";

type Sections = ReadonlyMap<string, Section>;

export function decodeSections(root: Mapping, sources: Sources, report: Report): { parts: Parts; names: Names } {
  const sections = allSections();
  const names = collectNames(root, sections, report);
  const shapes = shapesOfNow();
  const decoder = new SectionDecoder(root, sections, shapes, report);
  const { heading, made } = shapes.context.of(names, sources, () => ({
    made: Object.fromEntries([...sections].map(([name, section]) => [name, decoder.section(name, section)])),
    heading: decoder.heading(),
  }));
  const keys = families.flatMap(({ section }) =>
    section !== undefined && root.entries.has(section.key) ? [section.key] : [],
  );
  const ofFamilies = Object.fromEntries(keys.map((key) => [key, made[key]]));
  // Each section's own schema made its part, which the compiler cannot see through a table.
  const parts = { heading, ...made, ofFamilies } as unknown as Parts;
  return { parts, names };
}

/** All names first, since an entry may speak of what stands below it. */
function collectNames(root: Mapping, sections: Sections, report: Report): Names {
  const names = new Names();
  // Unless it leads over one of the networks it is a path of its own, which bears no other name.
  const controller = get(root, "controller");
  if (controller === undefined || get(controller, "management") === undefined)
    names.imply(MANAGEMENT, "management-path");
  const each = (visit: (section: Section, name: string, entry: Entry, whole: Mapping) => void): void => {
    for (const [key, section] of sections) {
      const node = get(root, key);
      if (node?.is === "mapping") for (const [name, entry] of node.entries) visit(section, name, entry, node);
    }
  };
  each(({ keys }, name, entry) => {
    if (keys === undefined || keys === "free") return;
    const complaint = badName(name);
    if (complaint !== null) report.error(entry.key, complaint);
    else if (typeof keys === "object" && "define" in keys) names.define(name, keys.define, entry.key, report);
  });
  each(({ declare }, name, entry, whole) => declare?.(entry, names, report, name, whole));
  for (const { places = [] } of families) for (const place of places) names.imply(place, "controller");
  each(({ keys }, name, entry) => {
    if (typeof keys !== "object" || !("refer" in keys)) return;
    const complaint = names.use(name, [keys.refer]);
    if (complaint !== null) report.error(entry.key, complaint);
  });
  return names;
}

/** The shapes of all sections, which serve every scenario. */
class Shapes {
  readonly context = new Decoding();
  readonly heading = headingSchema();
  private readonly made = new Map<Section, z.ZodType>();

  of(section: Section): z.ZodType {
    const known = this.made.get(section) ?? section.schema(this.context);
    this.made.set(section, known);
    return known;
  }
}

/** What shapes there are once so many families live here: each brings words for those of others. */
const shapesByFamilies = new Map<number, Shapes>();

function shapesOfNow(): Shapes {
  const known = shapesByFamilies.get(families.length) ?? new Shapes();
  shapesByFamilies.set(families.length, known);
  return known;
}

class SectionDecoder {
  constructor(
    private readonly root: Mapping,
    private readonly sections: Sections,
    private readonly shapes: Shapes,
    private readonly report: Report,
  ) {}

  /** All keys of the root that are not sections, unknown ones among them. */
  heading(): unknown {
    const head = mapping(this.root.place, new Map([...this.root.entries].filter(([key]) => !this.sections.has(key))));
    this.refuseProto(head);
    const schema = this.shapes.heading;
    const known = [...Object.keys(schema.shape), ...this.sections.keys()];
    const result = schema.safeParse(plain(head), { error: sayExpected });
    if (result.success) return result.data;
    const issues = result.error.issues.filter((issue) => issue.message !== NO_SUCH_KEY || issue.path.length !== 1);
    reportIssues(issues, this.root, [], this.report);
    for (const [word, { key }] of head.entries) {
      if (known.includes(word)) continue;
      const expected = `one of ${known.join(", ")}`;
      this.report.error(key, { message: `there is no key ${word} here`, expected, near: { word, names: known } });
    }
    return null;
  }

  section(name: string, section: Section): unknown {
    const node = get(this.root, name);
    const empty = node === undefined || (node.is === "scalar" && node.value === null);
    if (section.form === "single")
      return empty ? null : (this.value(this.shapes.of(section), node, [name]).data ?? null);
    if (empty) return { list: [], complete: true };
    const wanted = section.form === "named" ? "mapping" : "list";
    if (node.is === wanted) return this.entries(name, section, node);
    const expected = wanted === "mapping" ? "a mapping of names to entries" : "a list";
    this.report.error(placeAt(this.root, [name]), { message: `\`${name}\` is not ${expected}`, expected });
    return { list: [], complete: false };
  }

  private entries(name: string, section: Section, node: Located): Entries<unknown> {
    const { choose, keys } = section;
    const shared = choose === undefined ? this.shapes.of(section) : null;
    const list: EntryOf<unknown>[] = [];
    let complete = true;
    for (const [child, item] of childrenOf(node, keys)) {
      if (this.report.isFull) return { list, complete: false };
      const path = [name, child];
      const result = this.value(shared ?? choose!(item, this.shapes.context), item, path);
      if (result.success) list.push({ name: child, value: result.data, path });
      else complete = false;
    }
    return { list, complete };
  }

  /** A key that whatever checks mappings passes over in silence. */
  private refuseProto(node: Located): void {
    if (node.is === "scalar") return;
    if (node.is === "list") return node.items.forEach((item) => this.refuseProto(item));
    for (const [word, { key, value }] of node.entries) {
      if (word === "__proto__") this.report.error(key, { message: `there is no key ${word} here` });
      this.refuseProto(value);
    }
  }

  private value(schema: z.ZodType, node: Located, path: Path): { readonly success: boolean; readonly data?: unknown } {
    this.refuseProto(node);
    const bare = node.is === "scalar" && node.value === null;
    // An entry of which nothing is said (`lan:`) has the defaults.
    const result = schema.safeParse(bare ? {} : plain(node), { error: sayExpected });
    if (!result.success) reportIssues(result.error.issues, this.root, path, this.report);
    return result;
  }
}

/** What makes up the world in natural order, since a mapping has none; policies and expectations as the reader has them. */
function childrenOf(node: Located, keys: Section["keys"]): readonly (readonly [string, Located])[] {
  if (node.is === "list") return node.items.map((item, index) => [String(index), item]);
  if (node.is !== "mapping") return [];
  const children = [...node.entries].map(([name, { value }]) => [name, value] as const);
  return typeof keys === "object" ? children.toSorted(([a], [b]) => compareNaturally(a, b)) : children;
}
