/** The workstation cluster of Haverkort, Hermanns and Katoen: two sides of hosts, a switch each, a backbone between, and one repair unit. Times are in seconds. */
import { exploredChain, steadyState } from "../../../stats/index.js";
import { exponential, item, measured, seconds, type ValidationItem } from "../item.js";

interface Cluster {
  readonly host: number;
  readonly switch: number;
  readonly backbone: number;
  readonly repairHost: number;
  readonly repairSwitch: number;
  readonly repairBackbone: number;
  readonly pick: number;
  readonly [name: string]: number;
}

/** How many of each class are down: hosts of the left and of the right side, their switches, the backbone; and which is being repaired. */
interface State {
  readonly down: readonly [number, number, number, number, number];
  readonly repaired: number | null;
}

const CLASSES = [0, 1, 2, 3, 4] as const;

function changed(down: State["down"], which: number, by: number): State["down"] {
  return down.map((count, each) => (each === which ? count + by : count)) as unknown as State["down"];
}

function movesFrom(hosts: number, times: Cluster, { down, repaired }: State): readonly (readonly [State, number])[] {
  const lives = [times.host, times.host, times.switch, times.switch, times.backbone];
  const repairs = [times.repairHost, times.repairHost, times.repairSwitch, times.repairSwitch, times.repairBackbone];
  const failures = CLASSES.flatMap((each) => {
    const working = (each < 2 ? hosts : 1) - down[each];
    return working === 0 ? [] : [[{ down: changed(down, each, 1), repaired }, working / lives[each]!] as const];
  });
  if (repaired !== null)
    return [...failures, [{ down: changed(down, repaired, -1), repaired: null }, 1 / repairs[repaired]!]];
  const picks = CLASSES.filter((each) => down[each] > 0);
  return [...failures, ...picks.map((each) => [{ down, repaired: each }, 1 / times.pick] as const)];
}

/** So many hosts work that can reach each other. */
function connected(hosts: number, [left, right, leftSwitch, rightSwitch, backbone]: State["down"]): number {
  const sides = [leftSwitch > 0 ? 0 : hosts - left, rightSwitch > 0 ? 0 : hosts - right];
  const isWhole = leftSwitch + rightSwitch + backbone === 0;
  return isWhole ? sides[0]! + sides[1]! : Math.max(...sides);
}

/** Share of the time in which fewer are connected than are needed. */
function shareBelow(hosts: number, needed: number, times: Cluster): number {
  const start: State = { down: [0, 0, 0, 0, 0], repaired: null };
  const { states, rates } = exploredChain(start, (state) => movesFrom(hosts, times, state));
  const shares = steadyState(rates);
  return states.reduce((sum, { down }, i) => sum + (connected(hosts, down) < needed ? shares[i]! : 0), 0);
}

const SIDES = ["left", "right"] as const;

/** Seen from a director at each switch: below what is needed while neither finds enough hosts. */
function scenario(hosts: number, needs: Readonly<Record<string, number>>, times: Cluster): string {
  const on = (side: string) => Array.from({ length: hosts }, (_, i) => `${side}-${i + 1}`);
  const all = SIDES.flatMap(on).join(", ");
  const each = <T>(line: (side: string) => T) => SIDES.map(line);
  const crew = "crew: repair-unit";
  const fails = (mean: number, what: string, repair: number, of: string) =>
    `  - { every: "${exponential(mean)}", ${what}, repair: "${exponential(repair)}", ${crew}, class: ${of} }`;
  return [
    "name: cluster",
    `duration: ${seconds(LASTING)}`,
    "networks:",
    ...each((side) => `  ${side}: { latency: 0s }`),
    "connectors: { backbone: { joins: [left, right] } }",
    "hosts:",
    ...SIDES.flatMap((side) =>
      on(side).map((host) => `  ${host}: { network: ${side}, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }`),
    ),
    `directors: { ${each((side) => `at-${side}: { network: ${side} }`).join(", ")} }`,
    "services:",
    ...Object.entries(needs).flatMap(([name, count]) =>
      each((side) => `  ${name}-${side}: { runs-on: [${all}], needs: ${count}, director: at-${side} }`),
    ),
    `cut-sets: { ${Object.keys(needs)
      .map((name) => `${name}: { of: [${each((side) => `${name}-${side}`).join(", ")}] }`)
      .join(", ")} }`,
    `crews: { repair-unit: { picks: "${exponential(times.pick)}" } }`,
    "policies: { repair-only: none }",
    "faults:",
    ...SIDES.flatMap((side) =>
      on(side).map((host) => fails(times.host, `crash: ${host}`, times.repairHost, `${side}-hosts`)),
    ),
    ...each((side) => fails(times.switch, `cut: ${side}`, times.repairSwitch, `${side}-switch`)),
    fails(times.backbone, "cut: backbone", times.repairBackbone, "backbone"),
    "",
  ].join("\n");
}

const LASTING = 20_000;

/** An hour of theirs is a second here, and failures are ten times as frequent. */
const TIMES: Cluster = {
  host: 50,
  switch: 400,
  backbone: 500,
  repairHost: 0.5,
  repairSwitch: 4,
  repairBackbone: 8,
  pick: 0.1,
};

function cluster(hosts: number, whole: number): ValidationItem {
  const needs = { premium: hosts, minimum: Math.floor(0.75 * hosts) };
  return item<Cluster>({
    name: `cluster-${hosts}`,
    title: `two sides of ${hosts} hosts, their switches and the backbone, one repair unit that picks a class at random`,
    source: "Haverkort, Hermanns, Katoen 2000; numerically",
    parameters: TIMES,
    scenario: (times) => scenario(hosts, needs, times),
    figures: [
      {
        name: "below premium",
        theory: (times) => shareBelow(hosts, needs.premium, times),
        value: measured("premium.down.share"),
      },
      {
        name: "below minimum",
        theory: (times) => shareBelow(hosts, needs.minimum, times),
        value: measured("minimum.down.share"),
      },
    ],
    effort: { quick: 6, whole },
  });
}

export const clusters: readonly ValidationItem[] = [cluster(2, 450), cluster(4, 200)];
