/** A scenario file to a scenario: parsed, written out, decoded by shape and then by meaning, with all that is wrong at once. */
import { Digest } from "../sim/index.js";
import { LATEST } from "../units/index.js";
import { canonicalForm } from "./canonical.js";
import type { Problem } from "./problem.js";
import type { Scenario } from "./scenario.js";
import { contextOf } from "./schema/context.js";
import { keyAt, placeAt } from "./schema/issues.js";
import type { Names } from "./schema/names.js";
import { decodeSections } from "./section/decode-sections.js";
import { expectationSpecs } from "./meaning/expectations.js";
import { faultSpecs } from "./meaning/faults.js";
import { compareNaturally } from "./section/natural-order.js";
import { warnOfNamedInVain } from "./meaning/named-in-vain.js";
import { orderSpecs } from "./meaning/orders.js";
import type { Checks, Parts } from "./section/parts.js";
import { canonicalPolicy, policySpecs } from "./meaning/policies.js";
import { sectionsOfFamilies } from "./meaning/families.js";
import { worldSpec } from "./meaning/world-spec.js";
import { expand } from "./source/expand.js";
import { Inclusion } from "./source/include.js";
import { locate, type Mapping } from "./source/located.js";
import { parseYaml } from "./source/parse-yaml.js";
import { Report, Unreadable } from "./source/report.js";
import type { Sources } from "./sources.js";

export interface Decoded {
  /** Null when any of the problems is an error. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/**
 * @param file how problems name the file; what it includes is named beside it
 * @param sources the other files of its folder
 */
export function decodeScenario(text: string, file: string, sources: Sources): Decoded {
  const report = new Report();
  try {
    const root = readTree(text, file, sources, report);
    const { parts, names } = decodeSections(root, sources, report);
    const decoded = decodeMeaning(parts, names, sources, root, report);
    return { scenario: report.hasErrors ? null : decoded, problems: report.problems() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { scenario: null, problems: report.problems() };
  }
}

function readTree(text: string, file: string, sources: Sources, report: Report): Mapping {
  const written = parseYaml(text, file, report);
  const tree = expand(written, new Inclusion(file, sources, report), report);
  if (tree.is === "mapping") return tree;
  return report.refuse(
    { ...tree.place, end: tree.place.start + 1 },
    {
      message: "a scenario is a mapping",
      expected: "`name:`, `duration:` and sections such as `hosts:`",
    },
  );
}

/** Kinds that do nothing unless something else names them; behind a disk adapter that nobody names copies come to lie. */
const NEED_USE = [
  "network",
  "link",
  "switch",
  "relay",
  "array",
  "port-adapter",
  "director",
  "name-server",
  "crew",
] as const;

function decodeMeaning(parts: Parts, names: Names, sources: Sources, root: Mapping, report: Report): Scenario | null {
  const checks: Checks = {
    names,
    sources,
    error: (path, complaint) => report.error(placeOf(root, path), complaint),
    keyError: (path, complaint) => report.error(keyAt(root, path), complaint),
    warning: (path, complaint) => report.warning(placeOf(root, path), complaint),
  };
  const described = worldSpec(parts, contextOf(names, sources), checks);
  const { sections, world } = sectionsOfFamilies(parts, checks, described);
  const policies = policySpecs(parts, checks, world.operator);
  const faults = faultSpecs(parts, checks);
  const orders = orderSpecs(parts, checks);
  const expectations = expectationSpecs(parts, checks, world);
  if (!report.hasErrors) names.warnOfUnused(NEED_USE, report);
  const { heading } = parts;
  if (heading === null) return null;
  const { name, title = name, duration, "warm-up": warmUp, seed, start = null, flapping } = heading;
  if (warmUp >= duration) {
    const complaint = {
      message: "the warm-up leaves nothing of the run",
      expected: "a warm-up shorter than the duration",
    };
    checks.error(["warm-up"], complaint);
  }
  if (start !== null && start + duration > LATEST) {
    checks.error(["start"], { message: "the run would end after the year 2255, which cannot be told in microseconds" });
  }
  if (!report.hasErrors) warnOfNamedInVain({ world, policies, duration, orders }, parts, checks);
  const optional = {
    ...(flapping !== undefined && { flapping }),
    ...(orders.length > 0 && { orders }),
    ...(sections !== null && { sections }),
  };
  const values = { name, title, duration, warmUp, seed, start, world, policies, ...optional, faults, expectations };
  const canonical = canonicalForm({
    ...values,
    policies: policies.toSorted((a, b) => compareNaturally(a.name, b.name)).map(canonicalPolicy),
    expectations: expectations.toSorted((a, b) => compareNaturally(a.key, b.key)),
  });
  const digest = new Digest();
  digest.add(canonical);
  return { ...values, canonical, digest: digest.hex };
}

/** A whole value, or the key of what should have it. */
function placeOf(root: Mapping, path: readonly PropertyKey[]) {
  return locate(root, path).whole ? placeAt(root, path) : keyAt(root, path);
}
