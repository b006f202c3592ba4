/** Scenarios of units that fail and are repaired: hosts without chance of their own. Times are in seconds: what a host accounts for every hour costs nothing then. */
import type { ReplicationResult } from "../../../result/index.js";
import { seconds } from "../item.js";

/** Both as a scenario writes a distribution of durations. */
export interface Life {
  readonly up: string;
  readonly repair: string;
  readonly ages?: "while-on";
  /** The name of a fault. */
  readonly renews?: string;
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
  /** Every two of them are measured, too: units that are nothing to each other make as many systems of two as there are pairs. */
  readonly pairs?: boolean;
  /** Further faults, as lines of the section. */
  readonly faults?: readonly string[];
}

/** Every two of so many, counted from one. */
function pairsOf(units: number): readonly (readonly [number, number])[] {
  return Array.from({ length: units }, (_, i) => i + 1).flatMap((b) =>
    Array.from({ length: b - 1 }, (_, i) => [i + 1, b] as const),
  );
}

const pairName = (a: number, b: number): string => `pair-${a}-${b}`;

/** What was measured of both of a pair being down, in the mean over all pairs of so many units: the share of the time, or the first instant. */
export const pairDown =
  (units: number, what: "share" | "first" = "share") =>
  ({ measures }: ReplicationResult): number => {
    const found = pairsOf(units).map(([a, b]) => measures[`${pairName(a, b)}.down.${what}`]!);
    return found.reduce((sum, each) => sum + each, 0) / found.length;
  };

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
  pairs = false,
  faults = [],
}: UnitsScenario): string {
  const names = Array.from({ length: units }, (_, i) => `unit-${i + 1}`);
  return [
    "name: units",
    `duration: ${seconds(lasting)}`,
    `warm-up: ${seconds(warmUp)}`,
    "networks: { lan: { latency: 0s } }",
    "hosts:",
    ...names.map((name, i) => {
      const fed = relays.length === 0 ? "" : `relay: ${relays[i % relays.length]!}, `;
      return `  ${name}: { network: lan, ${fed}boot: { diagnostics: 0s, standalone: 0s, online: 0s } }`;
    }),
    ...(relays.length === 0 ? [] : [`relays: { ${relays.map((each) => `${each}: {}`).join(", ")} }`]),
    "services:",
    // Where the pairs are what counts nobody follows what all of them make up.
    pairs
      ? `  system: { runs-on: ${names[0]!} }`
      : `  system: { runs-on: [${names.join(", ")}], director: director-1${needs === 1 ? "" : `, needs: ${needs}`} }`,
    ...(crew === undefined ? [] : [`crews: { crew-1: { size: ${crew} } }`]),
    ...(cutSet === undefined ? [] : [`cut-sets: { ${cutSet}: { of: [${names.join(", ")}] } }`]),
    ...(pairs
      ? ["cut-sets:", ...pairsOf(units).map(([a, b]) => `  ${pairName(a, b)}: { of: [unit-${a}, unit-${b}] }`)]
      : []),
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

/** So many systems that are nothing to each other, in one run: what is soon over costs little to be seen often. */
export interface SystemsScenario {
  readonly systems: number;
  readonly lasting: number;
  /** Of the units of each. */
  readonly lives: readonly Life[];
  /** How many repairs there can be at a time in each. */
  readonly crew: number;
}

const systemName = (system: number): string => `system-${system}`;

/** Mean over all of them until all units of one are down, or until the run ends. */
export const firstDown =
  (systems: number) =>
  ({ measures }: ReplicationResult): number =>
    Array.from({ length: systems }, (_, i) => measures[`${systemName(i + 1)}.down.first`]!).reduce((a, b) => a + b) /
    systems;

export function manySystems({ systems, lasting, lives, crew }: SystemsScenario): string {
  const numbers = Array.from({ length: systems }, (_, i) => i + 1);
  const unitsOf = (system: number) => lives.map((_, i) => `unit-${system}-${i + 1}`);
  return [
    "name: systems",
    `duration: ${seconds(lasting)}`,
    "networks: { lan: { latency: 0s } }",
    "hosts:",
    ...numbers
      .flatMap(unitsOf)
      .map((name) => `  ${name}: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }`),
    "services: { first: { runs-on: unit-1-1 } }",
    `crews: { ${numbers.map((n) => `crew-${n}: { size: ${crew} }`).join(", ")} }`,
    "cut-sets:",
    ...numbers.map((n) => `  ${systemName(n)}: { of: [${unitsOf(n).join(", ")}] }`),
    "policies: { repair-only: none }",
    "faults:",
    ...numbers.flatMap((n) =>
      lives.map(({ up, repair }, i) => {
        return `  - { every: "${up}", crash: ${unitsOf(n)[i]!}, repair: "${repair}", crew: crew-${n} }`;
      }),
    ),
    "",
  ].join("\n");
}
