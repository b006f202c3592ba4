/** Scenarios of a host that is watched. Times are in seconds. */
import { seconds } from "../item.js";

interface Watching {
  readonly lasting: number;
  readonly latency?: number;
  /** As the policy has it. */
  readonly detect: string;
  readonly report: number;
  readonly fault: string;
  /** Seconds that a boot takes, as a distribution. */
  readonly boot?: string;
}

/** A host without anybody who could stand in: it is watched, crashes, and comes back. */
export function watching({ lasting, latency = 0, detect, report, fault, boot = "0s" }: Watching): string {
  return `name: watching
duration: ${lasting}s
networks: { lan: { latency: ${seconds(latency)} } }
hosts: { unit-1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: "${boot}" } } }
agents: { unit-1: { report: ${seconds(report)} } }
services: { system: { runs-on: unit-1 } }
policies: { watched: { failover: { preset: 2A, detect: { ${detect}, act-on: [performance deficient] } } } }
faults: [${fault}]
`;
}
