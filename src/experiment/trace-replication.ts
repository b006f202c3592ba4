/** Runs one replication again to tell everything that happens in it; the same run, since runs repeat. */
import { codeOf, policyOf } from "./batch.js";
import { loadModule } from "./policy-module.js";
import { runReplication } from "./run-replication.js";
import { decodeText, type ScenarioText } from "./scenario-text.js";
import type { TraceSink } from "./trace-world.js";

/**
 * Executes every event, those too that change nothing, so that no heartbeat is left out.
 * @param replication counted from 0
 * @throws RunError when the program itself fails
 */
export async function traceReplication(
  source: ScenarioText,
  policyName: string,
  replication: number,
  trace: TraceSink,
): Promise<void> {
  const { scenario } = decodeText(source);
  const policy = policyOf(scenario, policyName);
  const machine = policy.module && (await loadModule(policy.module.path, codeOf(source, policy.module.path)));
  runReplication(scenario, policy, replication, { detail: false, everyEvent: true, machine, trace });
}
