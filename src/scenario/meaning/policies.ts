/** POL */
import type { OperatorSpec } from "../../model/index.js";
import { balancingSpec } from "../policy/balancing.js";
import { failoverPolicy } from "../policy/failover.js";
import { modulePolicy } from "../policy/module.js";
import type { PolicySpec } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";

/** One at least: a scenario that names no policy is run as it is. */
export function policySpecs(parts: Parts, checks: Checks, operator: OperatorSpec): readonly PolicySpec[] {
  const specs = parts.policies.list.map(({ name, value, path }): PolicySpec => {
    if (value === "none") return { name, kind: "none" };
    const { failover, module, balancing: written } = value;
    const balancing =
      written === undefined ? {} : { balancing: balancingSpec(written, [...path, "balancing"], parts, checks) };
    if (module !== undefined) {
      if (failover === undefined) {
        return { ...modulePolicy(name, module, [...path, "module"], checks), ...balancing };
      }
      checks.error([...path, "module"], {
        message: "a policy is either a module or described here",
        expected: "one of both",
      });
    }
    if (failover === undefined && module === undefined && written?.controllers === 2) {
      const message = "nobody but load balancing acts on hosts";
      checks.error([...path, "balancing", "controllers"], { message, expected: "`failover:` beside it" });
    }
    if (failover === undefined && written === undefined) {
      const expected = "`failover:`, `balancing:`, `module:` or none";
      checks.error(path, { message: `${name} says nothing`, expected });
    }
    if (failover === undefined || failover === "none") return { name, kind: "none", ...balancing };
    return { ...failoverPolicy(name, failover, [...path, "failover"], parts, checks, operator), ...balancing };
  });
  return specs.length > 0 ? specs : [{ name: "none", kind: "none" }];
}
