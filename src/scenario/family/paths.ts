/** Multipath of hosts: over which paths they do their I/Os to exported devices, and what they do when paths fail. */
import { pathsMachine, TRESPASS } from "../../control/index.js";
import type { ExportSpec } from "../../model/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import type { Entries } from "../section/parts.js";
import { type Family, placed } from "./family.js";
import { hostsUsing, pathsConfig } from "./paths/config.js";
import { longestIo } from "./paths/longest-io.js";
import { pathFaults } from "./paths/faults.js";
import { exportSpecs } from "./paths/meaning.js";
import { pathWeaknesses, planPaths } from "./paths/plan.js";
import { DEFAULTS, type PathsPart, pathsPart, pathsPolicySchema, type WrittenPaths } from "./paths/policy.js";
import { EXPORT, exportSchema, EXPORTS, type WrittenExport } from "./paths/section.js";

export const paths: Family<WrittenPaths, PathsPart, readonly ExportSpec[]> = {
  name: "paths",
  about: "Over which paths hosts do their I/Os to exported devices, and what they do when paths fail.",
  schema: pathsPolicySchema,
  decode: (written, { at, parts, checks }) => ({ part: pathsPart(written, at, parts, checks) }),
  section: {
    key: EXPORTS,
    about: "Volumes as hosts see them over the ports of a storage system: I/Os to them go as a path policy says.",
    form: "named",
    keys: { define: EXPORT },
    schema: exportSchema,
    decode: (written, parts, checks, world) => exportSpecs(written as Entries<WrittenExport>, parts, checks, world),
    adds: (exports) => ({ exports }),
  },
  deploy: (policy, { world }) =>
    hostsUsing(world).map((host) => placed(host, pathsMachine, pathsConfig(host, partOf(policy) ?? DEFAULTS, world))),
  plan: (policy, scenario) => {
    const part = partOf(policy);
    return part === undefined ? null : planPaths(part, scenario.world);
  },
  declare: (policy, { world: { exports = [] } }) =>
    exports.length === 0 ? {} : { longestIo: longestIo(partOf(policy) ?? DEFAULTS, exports) },
  weaknesses: (scenario) => pathWeaknesses(scenario, (policy) => partOf(policy) ?? DEFAULTS),
  failsBack: (name, { world }: Scenario) => {
    const exported = world.exports?.find((each) => each.name === name);
    const home = world.arrays.flatMap(({ volumes }) => volumes).find((each) => each.name === exported?.volume)?.host;
    return home === undefined ? null : { to: home, body: { kind: "fail-back-paths", device: name } };
  },
  steps: [TRESPASS],
  faults: pathFaults,
};

function partOf({ parts }: PolicySpec): PathsPart | undefined {
  return parts["paths"] as PathsPart | undefined;
}
