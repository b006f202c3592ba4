/** What each policy says to each family, or which module acts in its place. */
import type { OperatorSpec } from "../../model/index.js";
import { families } from "../family/index.js";
import { moduleSpec } from "../policy/module.js";
import type { PolicySpec } from "../scenario.js";
import { operatorWith } from "../section/operator.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";
import type { WrittenPolicy } from "../section/written-policy.js";

/** One at least: a scenario that names no policy is run as it is. */
export function policySpecs(parts: Parts, checks: Checks, operator: OperatorSpec): readonly PolicySpec[] {
  const specs = parts.policies.list.map((entry) => policySpec(entry, parts, checks, operator));
  return specs.length > 0 ? specs : [{ name: "none", parts: {} }];
}

function policySpec(
  { name, value: policy, path }: EntryOf<WrittenPolicy>,
  parts: Parts,
  checks: Checks,
  operator: OperatorSpec,
): PolicySpec {
  if (policy === "none") return { name, parts: {} };
  const spoken = families.filter((family) => policy[family.name] !== undefined);
  const decoded = spoken.flatMap((family) => {
    const at = [...path, family.name];
    const found = family.decode(policy[family.name], { at, policy, parts, checks });
    return found === null ? [] : [{ ...found, name: family.name }];
  });
  const module = policy.module === undefined ? null : moduleSpec(policy.module, [...path, "module"], checks);
  if (spoken.length === 0 && policy.module === undefined) {
    const keys = [...families.map((family) => family.name), "module"].map((key) => `\`${key}:\``);
    checks.error(path, { message: `${name} says nothing`, expected: `${keys.join(", ")} or none` });
  }
  const paged = decoded.find((each) => each.operator !== undefined)?.operator;
  return {
    name,
    parts: Object.fromEntries(decoded.map((each) => [each.name, each.part])),
    ...(module !== null && { module }),
    ...(paged !== undefined && { operator: operatorWith(paged, operator) }),
  };
}

/** In the form in which policies have always been hashed: each part beside the name. */
export function canonicalPolicy({ name, parts, module, operator }: PolicySpec): Readonly<Record<string, unknown>> {
  const spoken = families.filter((family) => family.name in parts);
  const canonical = spoken.map((family) => {
    const part = parts[family.name];
    return family.canonical?.(part) ?? { [family.name]: part };
  });
  const kind = module === undefined ? { kind: "none" } : { kind: "module", ...module };
  return Object.assign({ name, ...kind, operator }, ...canonical) as Readonly<Record<string, unknown>>;
}
