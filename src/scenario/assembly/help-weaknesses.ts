/** What a policy asks of helpers and never gets, or gets at the expense of those who would take over. */
import type { BalancingConfig, FailoverPolicy } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import { sayLength } from "../../units/index.js";
import { latencyBetween } from "./controller-ways.js";
import { whoCanHelp } from "./planned-help.js";
import { type Sentence, saidOnce, tell } from "./sentence.js";

/** Ways of data that need the mirror beside it. */
const BY_MIRROR: readonly string[] = ["split-mirror", "split-log-apply", "mirror-transform", "mirror-transformed-log"];

/** @param failover what moves services under the same policy, `null` where nothing does */
export function helpWeaknesses(
  policy: string,
  world: WorldSpec,
  config: BalancingConfig,
  failover: FailoverPolicy | null,
): readonly string[] {
  return saidOnce([
    ...tooFew(policy, config),
    ...answeredTooLate(policy, world, config),
    ...oneMirrorForAll(policy, config, failover),
  ]);
}

/** More hosts than there are: those that it runs on, and those that may help it. */
function tooFew(policy: string, config: BalancingConfig): readonly Sentence[] {
  const { least, scale } = config.policy;
  const able = [...whoCanHelp(config)].map((each) => each.able.length);
  return config.sites.flatMap(({ service, primary, members = [primary] }, index) => {
    const asked = scale.by === "fixed" ? (scale.hosts[service] ?? 1) : least;
    const there = members.length + able[index]!;
    if (asked <= there) return [];
    return [
      tell`under ${{ clause: policy }} ${service} is to have ${{ clause: String(asked) }} hosts at any time, and there are ${{ clause: String(there) }} that could serve it`,
    ];
  });
}

/** Whoever is asked anew before the answer is there is never heard. */
function answeredTooLate(policy: string, world: WorldSpec, config: BalancingConfig): readonly Sentence[] {
  const { load, every } = config.policy;
  if (load !== "polled") return [];
  const homes = new Set(config.sites.flatMap(({ primary, members = [primary] }) => members));
  return [...homes].flatMap((name) => {
    const takes = 2 * latencyBetween(name, world);
    if (takes < every) return [];
    return [
      tell`under ${{ clause: policy }} nobody ever knows the load of ${name}: it is asked for every ${{ clause: sayLength(every) }}, and an answer takes ${{ clause: sayLength(takes) }}`,
    ];
  });
}

/** What was split off for one is there for nobody else: neither for another helper nor for a stand-in. */
function oneMirrorForAll(
  policy: string,
  { policy: { data, most, scale }, sites, volumes }: BalancingConfig,
  failover: FailoverPolicy | null,
): readonly Sentence[] {
  if (!data.by.includes("split-mirror")) return [];
  const ways = [...(failover?.data ?? []), ...Object.values(failover?.dataFor ?? {}).flat()];
  const takesIt = ways.length > 0 && ways.every((way) => BY_MIRROR.includes(way));
  return sites.flatMap(({ service, volumes: own }) => {
    const shared = own.filter((name) => {
      const known = volumes.find((each) => each.name === name);
      const isShared = data.parts === "all" || known?.holds !== "system";
      return known?.mirror != null && isShared && (data.volumes?.includes(name) ?? true);
    });
    if (shared.length === 0) return [];
    const wanted = scale.by === "fixed" ? (scale.hosts[service] ?? 1) : most;
    const forHelpers =
      data.by.length === 1 && wanted > 2
        ? [
            tell`under ${{ clause: policy }} ${service} never has a second helper: each gets a mirror that is split off (\`data.by\`), and there is one of ${shared}`,
          ]
        : [];
    const forStandIns = takesIt
      ? [
          tell`under ${{ clause: policy }} nobody takes ${service} over while somebody helps it: the mirror of ${shared} was split off for the helper, and failover has no other way for its data (${{ clause: [...new Set(ways)].join(", ") }})`,
        ]
      : [];
    return [...forHelpers, ...forStandIns];
  });
}
