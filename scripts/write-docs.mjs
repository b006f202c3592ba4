// Writes what is generated from the code: scenario.schema.json and the reference docs. `npm run docs`; a test compares.
import { readFileSync, writeFileSync } from "node:fs";
import { dataStrategies, presets } from "../dist/control/index.js";
import { invariants } from "../dist/observe/index.js";
import { faultKinds, loadPatterns, scenarioSchema, scenarioSchemaText } from "../dist/scenario/index.js";
import { distributions } from "../dist/sim/index.js";

const root = new URL("../", import.meta.url);

/** All generated files by path. */
export function generatedFiles() {
  return {
    "scenario.schema.json": scenarioSchemaText(),
    "docs/scenario.md": scenarioReference(),
    "docs/vocabulary.md": vocabulary(),
  };
}

const schema = scenarioSchema();

/** Short forms that may stand in any mapping are told once, not in every table. */
const ANYWHERE = new Set(["like", "count", "include"]);

function resolve(node) {
  if (node?.$ref === undefined) return node ?? {};
  const { $ref, ...own } = node;
  return { ...resolve(schema.$defs[$ref.replace("#/$defs/", "")]), ...own };
}

/** The branches of a union, all references followed. */
function branches(node) {
  const whole = resolve(node);
  // A mapping that says by anyOf which keys it needs is no union.
  const options = whole.type === undefined ? (whole.anyOf ?? whole.oneOf) : undefined;
  return options === undefined ? [whole] : options.flatMap((option) => branches(option));
}

/** What must be there when nothing is copied or included. */
function requiredOf(object) {
  const alternatives = (object.anyOf ?? []).map((each) => resolve(each).required ?? []);
  const whole = alternatives.find((keys) => !keys.some((key) => ANYWHERE.has(key))) ?? [];
  return new Set([...(object.required ?? []), ...whole]);
}

function say(node) {
  const { examples, enum: words, type, pattern } = node;
  if (node.const !== undefined) return `\`${node.const}\``;
  if (words) return words.map((word) => `\`${word}\``).join(", ");
  if (examples?.length > 0)
    return examples
      .slice(0, 3)
      .map((each) => `\`${each}\``)
      .join(", ");
  if (type === "array") return `list of ${[...new Set(branches(node.items).map(say))].join(" or ")}`;
  if (type === "object") return "mapping";
  const types = [type].flat().filter(Boolean);
  return types.length === 0 || types.includes("string") || pattern ? "text" : types.join(" or ");
}

function cell(text) {
  return String(text ?? "")
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ");
}

function table(node, path, lines, depth) {
  const objects = branches(node).filter(({ type }) => type === "object");
  const keys = new Map();
  for (const object of objects) {
    const required = requiredOf(object);
    for (const [key, value] of Object.entries(object.properties ?? {})) {
      if (value !== false && !ANYWHERE.has(key) && !keys.has(key))
        keys.set(key, { value, required: required.has(key) });
    }
  }
  if (keys.size > 0) {
    lines.push("", "| key | what may stand there | default | meaning |", "|---|---|---|---|");
    for (const [key, { value, required }] of keys) {
      const forms = [
        ...new Set(
          branches(value)
            .filter(({ not }) => not === undefined)
            .map(say),
        ),
      ].join(" or ");
      const resolved = resolve(value);
      const standard =
        resolved.default === undefined ? (required ? "required" : "") : `\`${JSON.stringify(resolved.default)}\``;
      lines.push(`| \`${key}\` | ${cell(forms)} | ${cell(standard)} | ${cell(resolved.description)} |`);
    }
  }
  if (depth === 0) return;
  for (const [key, { value }] of keys) deeper(value, `${path}.${key}`, lines, depth);
  for (const object of objects) {
    if (typeof object.additionalProperties === "object")
      deeper(object.additionalProperties, `${path}.<name>`, lines, depth);
  }
}

function deeper(node, path, lines, depth) {
  const inner = branches(node).flatMap((branch) => (branch.type === "array" ? branches(branch.items) : [branch]));
  const mappings = inner.filter(({ type, properties, additionalProperties }) => {
    const named = typeof additionalProperties === "object" && additionalProperties.not === undefined;
    return type === "object" && (Object.keys(properties ?? {}).some((key) => !ANYWHERE.has(key)) || named);
  });
  if (mappings.length === 0) return;
  const own = mappings.some(({ properties }) => Object.keys(properties ?? {}).some((key) => !ANYWHERE.has(key)));
  if (own) lines.push("", `### \`${path}\``);
  table({ anyOf: mappings }, path, lines, depth - 1);
}

function scenarioReference() {
  const lines = [
    "# Scenario reference",
    "",
    "Generated from the definition that also validates scenarios and makes the JSON Schema; `npm run docs` writes it anew.",
    "A scenario is one YAML file. Quantities carry units (`250ms`, `5min`, `2h30m`, `60GB`, `100MB/s`, `400/s`, `95%`);",
    "wherever a duration can vary a distribution may stand (`exponential(20d)`, `lognormal(45min, 30min)`).",
    "In every mapping of named entries `like: other` copies another entry, `count: 40` with `{i}` in the name makes forty,",
    "and `include: file.yaml` takes a part from another file of the same folder.",
    "",
    "## The head",
  ];
  const { properties } = schema;
  const required = requiredOf(schema);
  const isSection = (value) => branches(value).some(({ type }) => type === "object" || type === "array");
  const head = Object.entries(properties).filter(([key, value]) => !isSection(value) && !ANYWHERE.has(key));
  lines.push("", "| key | what may stand there | default | meaning |", "|---|---|---|---|");
  for (const [key, value] of head) {
    const node = resolve(value);
    const standard = node.default === undefined ? (required.has(key) ? "required" : "") : `\`${node.default}\``;
    lines.push(
      `| \`${key}\` | ${cell([...new Set(branches(value).map(say))].join(" or "))} | ${standard} | ${cell(node.description)} |`,
    );
  }
  for (const [key, value] of Object.entries(properties)) {
    if (!isSection(value) || ANYWHERE.has(key)) continue;
    lines.push("", `## \`${key}\``, "", resolve(value).description ?? "");
    deeper(value, key, lines, 6);
  }
  return `${lines.join("\n").replaceAll(/\n{3,}/g, "\n\n")}\n`;
}

function vocabulary() {
  const list = (title, about, items) => [
    `## ${title}`,
    "",
    about,
    "",
    "| name | what it is |",
    "|---|---|",
    ...items.map(({ name, about: sentence }) => `| \`${name}\` | ${cell(sentence)} |`),
    "",
  ];
  return `${[
    "# Vocabulary",
    "",
    "Everything that a scenario may name, generated from the registries that `understudy list` prints.",
    "",
    ...list("Presets", "Failover routines: `policies.<name>.failover.preset`.", presets),
    ...list("Data strategies", "How the data gets to the stand-in: `policies.<name>.failover.data`.", dataStrategies),
    ...list("Faults", "What can be done to the world: `faults`.", faultKinds),
    ...list("Load patterns", "How a rate varies: `services.<name>.load.rate`.", loadPatterns),
    ...list(
      "Distributions",
      "Where a quantity varies.",
      distributions.map(({ name, about, parameters }) => ({
        name: `${name}(${parameters.map((each) => each.name).join(", ")})`,
        about,
      })),
    ),
    ...list("Invariants", "What must never happen; checked on the truth of every run.", invariants),
  ].join("\n")}`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [path, text] of Object.entries(generatedFiles())) {
    const file = new URL(path, root);
    let before = "";
    try {
      before = readFileSync(file, "utf8");
    } catch {
      // Not written yet.
    }
    if (before !== text) writeFileSync(file, text);
    console.log(`${before === text ? "as it was" : "written  "}  ${path}`);
  }
}
