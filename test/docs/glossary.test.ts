// Who looks a word up is sent to keys, measures and files that exist.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { presets, dataStrategies } from "../../src/control/index.js";
import { invariants, measures } from "../../src/observe/index.js";
import { faultKinds, scenarioSchema } from "../../src/scenario/index.js";

type Node = Readonly<Record<string, unknown>>;

const page = readFileSync(new URL("../../docs/glossary.md", import.meta.url), "utf8");
const schema = scenarioSchema();

/** Every shape that may stand at a path of keys. */
function shapesAt(path: string): readonly Node[] {
  return path
    .split(".")
    .reduce<readonly Node[]>((nodes, key) => nodes.flatMap((node) => below(node, key)), branches(schema));
}

function branches(node: unknown): readonly Node[] {
  if (typeof node !== "object" || node === null) return [];
  const { $ref, anyOf, oneOf, ...own } = node as Node;
  const definitions = schema["$defs"] as Node;
  const others = [...((anyOf as Node[]) ?? []), ...((oneOf as Node[]) ?? [])].flatMap(branches);
  const named = typeof $ref === "string" ? branches(definitions[$ref.replace("#/$defs/", "")]) : [];
  return [own, ...named, ...others];
}

function below(node: Node, key: string): readonly Node[] {
  const found = key === "<name>" ? node["additionalProperties"] : (node["properties"] as Node | undefined)?.[key];
  return branches(found);
}

test("every word in code is a key, a measure, a fault, an invariant, a preset, a strategy, or a line of a scenario", () => {
  const names = new Set([
    ...measures.flatMap(({ values }) => values.map(({ key }) => key)),
    ...[...faultKinds(), ...invariants, ...presets, ...dataStrategies].map(({ name }) => name),
    "repair",
  ]);
  const words = [...page.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
  expect(words.length).toBeGreaterThan(60);
  const unknown = words.filter((word) => {
    const [key] = word.split(":");
    return !names.has(word) && !word.startsWith("every: ") && shapesAt(key!).length === 0;
  });
  expect(unknown).toEqual([]);
  for (const [, file] of page.matchAll(/\]\(([^)]+)\)/g)) {
    expect(existsSync(new URL(`../../docs/${file}`, import.meta.url)), file).toBe(true);
  }
  for (const word of [
    "VIP",
    "quorum",
    "heartbeat",
    "split brain",
    "fencing",
    "STONITH",
    "MTBF",
    "MTTR",
    "failback",
    "RTO",
    "RPO",
    "brown-out",
  ]) {
    expect(page).toContain(word);
  }
});
