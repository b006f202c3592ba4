/** `understudy explain`: one run told in words, from the records and from the reasons that the logic gave. */
import { explainReplication, InputError } from "../../experiment/index.js";
import {
  chronicleOf,
  chronicleText,
  explanation,
  formatNumberOf,
  numberOfIncidents,
  sequenceDiagram,
} from "../../report/index.js";
import type { PolicyResult, Summary } from "../../result/index.js";
import { EXIT } from "../exit-status.js";
import { policiesOf, readOptions } from "../options.js";
import { loadScenario } from "../scenario-file.js";
import { print } from "../terminal.js";

interface ExplainArguments {
  readonly policy?: string;
  readonly seed?: string;
  readonly until?: string;
  readonly replication: number;
  readonly allowModules?: boolean;
  readonly incident?: number;
  readonly full?: boolean;
  readonly everything?: boolean;
  readonly mermaid?: boolean;
  readonly json?: boolean;
}

export async function explain(file: string, options: ExplainArguments): Promise<void> {
  const { source, scenario } = await loadScenario(file, readOptions(options));
  const [policy] = policiesOf(scenario, options.policy, "first");
  const summary = await explainReplication(source, policy!, options.replication);
  const result = summary.policies[0]!;
  refuseUnknown(options.incident, result);
  print(told(summary, result, options));
  if (result.invariants.some(({ violations }) => violations > 0)) process.exitCode = EXIT.failed;
}

function told(
  { scenario }: Summary,
  result: PolicyResult,
  { incident, full, everything, mermaid, json }: ExplainArguments,
): string {
  if (json) return JSON.stringify(chronicleOf(result, { incident }));
  if (mermaid) return sequenceDiagram(scenario, result, { incident });
  return everything ? chronicleText(scenario, result, { incident }) : explanation(scenario, result, { incident, full });
}

function refuseUnknown(incident: number | undefined, result: PolicyResult): void {
  const count = numberOfIncidents(result);
  if (incident !== undefined && incident > count) {
    throw new InputError(
      `--incident ${incident}: this run has ${count === 0 ? "no incident" : `only ${formatNumberOf(count, "incident")}`}`,
    );
  }
}
