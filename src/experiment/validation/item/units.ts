/** Scenarios of units that fail and are repaired: hosts without chance of their own. Times are in minutes. */
import { minutes } from "../item.js";

/** Both as a scenario writes a distribution of durations. */
export interface Life {
  readonly up: string;
  readonly repair: string;
  readonly crew?: boolean;
}

export function exponentialMinutes(mean: number): string {
  return `exponential(${minutes(mean)})`;
}

/** How the units make up the system. */
export interface UnitsScenario {
  readonly lasting: number;
  readonly warmUp?: number;
  readonly lives: readonly Life[];
  /** How many repairs there can be at a time; as many as wanted unless given. */
  readonly crew?: number;
  /** Further faults, as lines of the section. */
  readonly faults?: readonly string[];
}

/** Several units, of which any one serves: the service is away while all of them are down. */
export function parallelUnits({ lasting, warmUp = 0, lives, crew, faults = [] }: UnitsScenario): string {
  const names = lives.map((_, i) => `unit-${i + 1}`);
  return [
    "name: units",
    `duration: ${minutes(lasting)}`,
    `warm-up: ${minutes(warmUp)}`,
    "networks: { lan: { latency: 0s } }",
    "hosts:",
    ...names.map((name) => `  ${name}: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }`),
    "services:",
    `  system: { runs-on: [${names.join(", ")}], director: director-1 }`,
    ...(crew === undefined ? [] : [`crews: { crew-1: { size: ${crew} } }`]),
    "policies: { repair-only: none }",
    "faults:",
    ...lives.map(({ up, repair }, i) => {
      const by = crew === undefined ? "" : ", crew: crew-1";
      return `  - { every: "${up}", crash: unit-${i + 1}, repair: "${repair}"${by} }`;
    }),
    ...faults.map((fault) => `  - ${fault}`),
    "",
  ].join("\n");
}
