/** Who comes to help which service, or leaves it, and what its steps have in common. */
import type { Step } from "../../kit/step.js";
import { hostSteps } from "../../kit/steps.js";
import { type Facts, type HostFacts, hostOf, siteOf, volumeOf } from "../facts.js";
import { neededVolumes } from "../make.js";
import type { BalancingPolicy } from "../policy.js";

export type BalancingStep = Step<Facts>;

/** Those that balancing has in common with others. */
export const steps = hostSteps(hostOf);

/** Who comes to help which service, or leaves it. */
export interface Help {
  readonly service: string;
  readonly host: string;
  readonly relay: string | null;
  readonly policy: BalancingPolicy;
  /** The services that it helps beside that. */
  readonly others: readonly string[];
  /** Another controller has the last word on hosts, and on what their relays do. */
  readonly asks?: true;
}

/** What the figures of the source number. */
export const FIGURES = {
  "11": { replicate: "1120", configure: "1130", online: "1140", direct: "1150" },
  "13": { replicate: "1330", configure: "1340", online: "1350", direct: "1360" },
} as const;

/** Of its own, beside those that it is to help with. */
export function hasUsers({ policy, host }: Pick<Help, "policy" | "host">): boolean {
  return policy.pool.withUsers?.includes(host) === true;
}

/** It has a system of its own and only gets applications: being online, or at work for others, it is not shut down. */
export function goesOn({ policy, host, others }: Help, stage: HostFacts["stage"]): boolean {
  const works = others.length > 0 || hasUsers({ policy, host });
  return policy.data.parts === "applications" && (stage === "online" || works);
}

/**
 * What it reads for the others, as far as it is there. Made something else since, it or whom it helps, it is to leave them too, and
 * until then reads what it was brought for what it was.
 */
export function readForOthers(facts: Facts, { host, others, policy }: Help): readonly string[] {
  const { outdated, reads } = hostOf(facts, host);
  const needed = others.flatMap((service) => neededVolumes(facts, { service, host }, policy.data));
  const theirs = new Set(outdated ? others.flatMap((service) => siteOf(facts, service).volumes) : []);
  const kept = reads.filter((name) => theirs.has(name));
  const all = new Set([...needed.map(({ name }) => name), ...kept]);
  return [...all].filter((name) => volumeOf(facts, name).ready[host] !== undefined);
}

/** What it is to read: for this service and for others. */
export function readBy(facts: Facts, help: Help): readonly string[] {
  const own = neededVolumes(facts, help, help.policy.data).map(({ name }) => name);
  return [...new Set([...own, ...readForOthers(facts, help)])];
}

export function helpsOthers({ host, others }: Help): string {
  return `${host} helps ${others.join(" and ")} too`;
}
