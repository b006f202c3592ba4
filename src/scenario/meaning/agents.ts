/** What each agent watches; nothing is watched by two. */
import type { AgentSpec } from "../../model/index.js";
import { warnOfBeats } from "./beats.js";
import { compareNaturally } from "../section/natural-order.js";
import type { Checks, Parts } from "../section/parts.js";

type AgentEntry = Parts["agents"]["list"][number];

/** The hosts that an agent watches. */
export function watchedBy({ name, value }: AgentEntry): readonly string[] {
  return value.watches ?? [name];
}

/** It watches its own host, said or not. */
function isAlone(agent: AgentEntry): boolean {
  return watchedBy(agent).every((host) => host === agent.name);
}

export function agentSpecs(parts: Parts, checks: Checks): readonly AgentSpec[] {
  const { agents } = parts;
  checkWatchedOnce(agents.list, checks);
  return agents.list.map((agent) => {
    const { name, value } = agent;
    warnOfBeats(value.report, [...agent.path, "report"], parts, checks);
    const { report, "quick-diagnostics": quick, "extended-diagnostics": extended, foretells } = value;
    return {
      host: name,
      ...(isAlone(agent) ? {} : { watches: watchedBy(agent).toSorted(compareNaturally) }),
      report,
      ...(quick === undefined ? {} : { quickDiagnostics: quick }),
      ...(extended === undefined ? {} : { extendedDiagnostics: extended }),
      ...(foretells && { foretells: { count: foretells.errors, within: foretells.within } }),
    };
  });
}

/** Two agents of one host would contradict each other. */
function checkWatchedOnce(agents: readonly AgentEntry[], checks: Checks): void {
  const watchers = new Map<string, string>();
  for (const agent of agents) {
    for (const [index, host] of watchedBy(agent).entries()) {
      const other = watchers.get(host);
      watchers.set(host, other ?? agent.name);
      if (other === undefined) continue;
      const message = `${host} is already watched by ${other === agent.name ? "this agent" : `the agent on ${other}`}`;
      if (agent.value.watches === undefined) {
        checks.keyError(agent.path, { message, expected: "`watches` with other hosts, or no agent here" });
      } else checks.error([...agent.path, "watches", index], { message, expected: "each host once" });
    }
  }
}
