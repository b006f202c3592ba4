/** Whether hosts have what a metric of load looks at: where they do not, it says nothing for ever. */
import type { Metric } from "../../control/index.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import type { WrittenBalancing } from "./balancing-schema.js";

type HostEntry = Parts["hosts"]["list"][number];

interface Measurable {
  readonly metrics: readonly Metric[];
  /** Whether a host has what they look at; `null` when that is not known. */
  readonly isThere: (host: HostEntry, parts: Parts) => boolean | null;
  readonly without: string;
  readonly expected: string;
}

const ofMemory: readonly Metric[] = ["memory", "swap-rate", "cache-misses"];

/** Of a host without these a metric would say nothing for ever. */
const measurable: readonly Measurable[] = [
  {
    metrics: ["io-utilisation"],
    isThere: ({ name, value }, { links }) => {
      if (!links.complete) return null;
      const cabled = links.list.some((link) => link.value.joins?.includes(name) === true);
      return cabled || Object.keys(value.storage).length > 0;
    },
    without: "has no link to storage that could be in use",
    expected: "`storage:` of it, or another metric",
  },
  {
    metrics: ofMemory,
    isThere: ({ value }) => value.memory !== undefined,
    without: "says nothing of its memory, which then is never short",
    expected: "`memory:` of it, or another metric",
  },
  {
    metrics: ["cache-misses"],
    isThere: ({ value }) => value.memory?.["working-set"] !== undefined,
    without: "keeps nothing of what it reads",
    expected: "`working-set:` of its memory, or another metric",
  },
];

/** @param homes the services that are balanced */
export function checkMetrics(
  value: WrittenBalancing,
  at: Path,
  homes: Parts["services"]["list"],
  pool: readonly string[],
  parts: Parts,
  checks: Checks,
): void {
  if (!parts.hosts.complete) return;
  const names = [...homes.flatMap((home) => home.value["runs-on"]), ...pool];
  const hosts = parts.hosts.list.filter(({ name }) => names.includes(name));
  const flowing = homes.find((home) => home.value.load?.mode === "flow");
  for (const rule of ["grow", "shrink", "target"] as const) {
    const metric = value[rule]?.metric;
    if (metric === undefined) continue;
    if (flowing !== undefined && ofMemory.includes(metric)) {
      const message = `the requests of ${flowing.name} come as a flow, and use no memory`;
      checks.error([...at, rule, "metric"], { message, expected: "`mode: requests`, or another metric" });
      continue;
    }
    for (const { metrics, isThere, without, expected } of measurable) {
      const lacking = metrics.includes(metric) && hosts.find((host) => isThere(host, parts) === false);
      if (lacking === false || lacking === undefined) continue;
      checks.error([...at, rule, "metric"], { message: `${lacking.name} ${without}`, expected });
      break;
    }
  }
}
