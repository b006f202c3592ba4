/** Scenarios of units that fail and are repaired: hosts without chance of their own. Times are in minutes. */
import { minutes } from "../item.js";

/** Both as a scenario writes a distribution of durations. */
export interface Life {
  readonly up: string;
  readonly repair: string;
  readonly ages?: "while-on";
  /** The name of a fault. */
  readonly renews?: string;
}

export function exponentialMinutes(mean: number): string {
  return `exponential(${minutes(mean)})`;
}

/** How the units make up the system. */
export interface UnitsScenario {
  readonly lasting: number;
  readonly warmUp?: number;
  readonly lives: readonly Life[];
  /** How many units there are, where not all of them have a life of their own. */
  readonly units?: number;
  /** How many repairs there can be at a time; as many as wanted unless given. */
  readonly crew?: number;
  /** So many must work; one unless given. */
  readonly needs?: number;
  /** What the units have their power through: one for all, or one each; nothing that could fail unless given. */
  readonly relays?: readonly string[];
  /** The name under which it is measured when all are down. */
  readonly cutSet?: string;
  /** Further faults, as lines of the section. */
  readonly faults?: readonly string[];
}

/** Several units, of which any one serves: the service is away while all of them are down. */
export function parallelUnits({
  lasting,
  warmUp = 0,
  lives,
  crew,
  units = lives.length,
  needs = 1,
  relays = [],
  cutSet,
  faults = [],
}: UnitsScenario): string {
  const names = Array.from({ length: units }, (_, i) => `unit-${i + 1}`);
  return [
    "name: units",
    `duration: ${minutes(lasting)}`,
    `warm-up: ${minutes(warmUp)}`,
    "networks: { lan: { latency: 0s } }",
    "hosts:",
    ...names.map((name, i) => {
      const fed = relays.length === 0 ? "" : `relay: ${relays[i % relays.length]!}, `;
      return `  ${name}: { network: lan, ${fed}boot: { diagnostics: 0s, standalone: 0s, online: 0s } }`;
    }),
    ...(relays.length === 0 ? [] : [`relays: { ${relays.map((each) => `${each}: {}`).join(", ")} }`]),
    "services:",
    `  system: { runs-on: [${names.join(", ")}], director: director-1${needs === 1 ? "" : `, needs: ${needs}`} }`,
    ...(crew === undefined ? [] : [`crews: { crew-1: { size: ${crew} } }`]),
    ...(cutSet === undefined ? [] : [`cut-sets: { ${cutSet}: { of: [${names.join(", ")}] } }`]),
    "policies: { repair-only: none }",
    "faults:",
    ...lives.map(({ up, repair, ages, renews }, i) => {
      const by = crew === undefined ? "" : ", crew: crew-1";
      const when = `every: "${up}"${ages === undefined ? "" : `, ages: ${ages}`}`;
      const more = renews === undefined ? "" : `, renews: ${renews}`;
      return `  - { name: unit-${i + 1} fails, ${when}, crash: unit-${i + 1}, repair: "${repair}"${by}${more} }`;
    }),
    ...faults.map((fault) => `  - ${fault}`),
    "",
  ].join("\n");
}
