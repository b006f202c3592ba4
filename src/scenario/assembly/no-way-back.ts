/** Stand-ins from which nothing comes home: what was converted for one is never converted back, or two homes wait for each other at one relay. */
import {
  candidatesFor,
  comesBackWithPower,
  type FailoverConfig,
  type Facts,
  initialState,
  type Move,
  type PossibleMove,
  wayBack,
  whyNotEligible,
} from "../../control/index.js";
import { grouped, type WorldSpec } from "../../model/index.js";
import { eachOf } from "./alike.js";
import { planFailover } from "./failover-plan.js";
import { Neighbourhood } from "./neighbourhood.js";
import { factsAfter } from "./next-move.js";
import { saidOnce, type Sentence, tell } from "./sentence.js";

type Group = FailoverConfig["groups"][number];

/** Under a policy that gives services back, and would each time be kept from it. */
export function noWayBack(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  if (config.policy.failback === undefined || config.policy.preset === "manual") return [];
  const moves = planFailover(world, config).moves.flatMap((planned) => {
    const group = config.groups.find(({ holder }) => holder === planned.from);
    return group === undefined || planned.to === null || planned.to === planned.from ? [] : { planned, group };
  });
  const around = new Neighbourhood(world, config);
  const after = (group: Group, to: string): Facts =>
    factsAfter({ ...moveOf(config, group, to), kind: "takeover" }, around.of(group, to), around).facts;
  const ofNoUse = moves.flatMap(({ planned, group }) => {
    const to = planned.to!;
    const why = whyNotBack(config, group, to, after(group, to));
    if (why === null) return [];
    return eachOf(planned).map(
      (each) =>
        tell`under ${{ clause: policy }} ${each.subjects} never goes back from ${each.to ?? "nobody"} to ${each.from}${{ clause: `: ${why}` }}`,
    );
  });
  return saidOnce([...ofNoUse, ...keptFromPower(policy, config, after)]);
}

/** What a stand-in goes on with, its own host could not use again. */
function whyNotBack(config: FailoverConfig, group: Group, to: string, facts: Facts): string | null {
  const home = group.holder;
  const back: PossibleMove = { ...moveOf(config, group, home), from: to, policy: wayBack(config.policy, home) };
  return whyNotEligible(back, facts);
}

function moveOf({ policy }: FailoverConfig, { services, volumes, holder: home }: Group, to: string) {
  return { from: home, to, home, services, volumes, policy } satisfies Omit<Move, "kind">;
}

/**
 * Whoever cuts the power of one host at a relay takes the other down, and both are replaced. Each would start by itself, under an
 * address that is another's by then, with the power that the other one needs.
 */
function keptFromPower(
  policy: string,
  config: FailoverConfig,
  after: (group: Group, to: string) => Facts,
): readonly Sentence[] {
  const behind = grouped(config.hosts, ({ relay }) => relay ?? undefined);
  const groups = new Map(config.groups.map((group) => [group.holder, group]));
  const { facts } = initialState(config);
  return [...behind].flatMap(([relay, hosts]) => {
    if (hosts.length < 2) return [];
    const replaced = hosts.flatMap(({ name }) => {
      const group = groups.get(name);
      const standIns = group === undefined ? [] : standInsNear(config, group, facts);
      const [first] = standIns;
      if (group === undefined || first === undefined || !comesBackWithPower(after(group, first), name)) return [];
      return [{ name, standIns }];
    });
    // With one host for both the second one waits where it was.
    const all = new Set(replaced.flatMap(({ standIns }) => standIns));
    if (replaced.length < 2 || all.size < 2) return [];
    return [
      tell`under ${{ clause: policy }} nothing goes back to ${replaced.map(({ name }) => name)} once others have it: ${relay} gives them power together, and each would start by itself under an address that its stand-in has${{ clause: " (`boot: { auto: false }`, or a relay for each)" }}`,
    ];
  });
}

/** Those that would take its address over. Of thousands two are enough. */
function standInsNear(config: FailoverConfig, group: Group, facts: Facts): readonly string[] {
  const home = group.holder;
  const found: string[] = [];
  for (const name of candidatesFor(config, home)) {
    if (name === home || facts.hosts[name]?.network !== facts.hosts[home]?.network) continue;
    if (whyNotEligible(moveOf(config, group, name), facts) === null) found.push(name);
    if (found.length === 2) break;
  }
  return found;
}
