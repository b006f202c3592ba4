/** Site failover: hosts are watched, and others stand in for those that fail. */
import {
  actsOn,
  type Address,
  dataStrategies,
  dataStrategy,
  declaredTakeover,
  type FailoverConfig,
  failoverController,
  type FailoverPolicy,
  presets,
} from "../../control/index.js";
import { coldStandbysThatAreOn, planFailover } from "../assembly/failover-plan.js";
import { failoverConfig } from "../assembly/failover-config.js";
import { neverOfUse, sayInVain, standInsInVain } from "../assembly/named-in-vain.js";
import { erasOf } from "../assembly/upgrades.js";
import { hastyVerdicts } from "../assembly/hasty-verdicts.js";
import { mirrorsLeftBehind } from "../assembly/mirrors-left-behind.js";
import { mirrorsTaken } from "../assembly/mirrors-taken.js";
import { noWayBack } from "../assembly/no-way-back.js";
import { heardOnlyFrom, unnoticedBy, unnoticedStandIns } from "../assembly/unnoticed.js";
import { failoverSchema, MANUAL, type WrittenFailover } from "../policy/failover-schema.js";
import { failoverOf, failoverPart, mayStandIn } from "../policy/failover.js";
import { CONTROLLER, type WorldSpec } from "../../model/index.js";
import { oncePer } from "../assembly/once.js";
import { balancingOf } from "../policy/balancing.js";
import { placeOfBalancing } from "../policy/balancing-place.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { type Family, type GivenMachine, type Placement, placed } from "./family.js";
import { stepWordsOf } from "./step-words.js";

/** What a module is told of a policy that it does not have: nothing that asks for anything. */
const PLAIN: FailoverPolicy = {
  preset: "",
  detect: { when: "any", reports: null, queries: null, errors: false },
  shutdown: { within: 0, relay: "never", unconfirmed: "page" },
  data: [],
  standIns: [],
  limits: { relay: 0, replicate: 0, boot: 0, retryAfter: 0, tries: 0 },
};

export const failover: Family<WrittenFailover, FailoverPolicy> = {
  name: "failover",
  schema: failoverSchema,
  decode: failoverPart,
  bringsServicesTo: mayStandIn,
  canonical: (part) => {
    if (part.preset !== MANUAL) return { kind: "failover", failover: part };
    const { detect, limits, standIns, data, storageOff } = part;
    const ways = { ...(data.length > 0 && { data }), ...(storageOff && { storageOff }) };
    return { kind: "manual", manual: { detect, limits, standIns, ...ways } };
  },
  places: [CONTROLLER],
  deploy: (policy, scenario, given) => {
    const { world } = scenario;
    const part = failoverOf(policy);
    const peers = peersOf(policy);
    if (policy.module !== undefined) {
      if (given === undefined) throw new Error(`policy ${policy.name} is a module, which was not loaded`);
      // It may wrap the machine of the house, which is told what stands beside it.
      return [mover(given, failoverConfig(world, part ?? PLAIN, peers), new Set())];
    }
    if (part === undefined) return [];
    return [mover(given ?? failoverController, failoverConfig(world, part, peers), idleUnder(scenario, part))];
  },
  plan: (policy, { world }) => {
    if (policy.module !== undefined) return { about: `whatever ${policy.module.path} does`, moves: [] };
    const part = failoverOf(policy);
    if (part === undefined) {
      const isAboutOthers = world.hosts.length === 0 && Object.keys(policy.parts).length > 0;
      return isAboutOthers ? null : { about: withoutFailover(policy), moves: [] };
    }
    return planFailover(paging(world, policy), configOf(world, part));
  },
  declare: (policy, { world }) => {
    const part = failoverOf(policy);
    // What a module makes of it nobody knows.
    if (part === undefined || policy.module !== undefined) return {};
    const declared = declaredBy(world, part);
    const chosen = [...part.data, ...Object.values(part.dataFor ?? {}).flat()];
    const restores = chosen.some((name) => dataStrategy(name).restores === true);
    const takesRemoteMirrors = chosen.includes("remote-mirror") ? mirrorsTakenBy(world, part) : [];
    return {
      restores,
      takesRemoteMirrors,
      ...(part.parts && { moves: part.parts }),
      heedsErrors: part.detect.errors && actsOn(part.detect, "malfunctioning"),
      unnoticed: unnoticedBy(configOf(world, part)),
      heardOnlyFrom: heardOnlyFrom(configOf(world, part)),
      ...(part.standIns.length > 0 && { standIns: part.standIns }),
      ...(declared !== null && { declaredTakeover: declared }),
    };
  },
  weaknesses: ({ policies, world }) =>
    policies.flatMap((policy) => {
      const part = failoverOf(policy);
      if (part === undefined) return [];
      const config = configOf(world, part);
      return [coldStandbysThatAreOn, mirrorsLeftBehind, noWayBack, unnoticedStandIns, hastyVerdicts].flatMap((find) =>
        find(policy.name, world, config),
      );
    }),
  inVain: (written, part, { world }) => {
    const { "stand-ins": standIns = [], partition = [] } = written === "none" ? {} : written;
    const shares = partition.flatMap(({ by }, share) =>
      by.map((host, index) => ({ host, at: ["partition", share, "by", index] })),
    );
    const named = [...standIns.map((host, index) => ({ host, at: ["stand-ins", index] })), ...shares];
    if (named.length === 0) return [];
    const hosts = [...new Set(named.map(({ host }) => host))];
    return standInsInVain(world, configOf(world, part), hosts).map((each) => ({
      at: named.find(({ host }) => host === each.host)!.at,
      message: sayInVain(each, "stand in for"),
    }));
  },
  steps: stepWordsOf(allSteps()),
  lists: {
    presets,
    data: dataStrategies.map(({ name, about, cost }) => ({ name, about: `${about} (${cost})` })),
  },
};

/** It switches whoever serves, or may stand in: all hosts, where the policy names none, but those that never could. */
function mover(machine: GivenMachine, config: FailoverConfig, idle: ReadonlySet<string>): Placement {
  const { groups } = config;
  const able = namedIn(config).filter((name) => !idle.has(name));
  const switches = [...new Set([...groups.map(({ holder }) => holder), ...able])];
  return { ...placed(CONTROLLER, machine, config), switches };
}

function namedIn({ hosts, policy }: FailoverConfig): readonly string[] {
  return policy.standIns.length > 0 ? policy.standIns : hosts.map(({ name }) => name);
}

const idleUnder = oncePer((scenario: Scenario, part: FailoverPolicy): ReadonlySet<string> => {
  const found = erasOf(scenario).map(({ world }) => {
    const config = configOf(world, part);
    return standInsInVain(world, config, namedIn(config));
  });
  return neverOfUse(found);
});

const configOf = oncePer((world: WorldSpec, part: FailoverPolicy) => failoverConfig(world, part));
const mirrorsTakenBy = oncePer((world: WorldSpec, part: FailoverPolicy) => mirrorsTaken(world, configOf(world, part)));
const declaredBy = oncePer((world: WorldSpec, part: FailoverPolicy) => declaredTakeover(configOf(world, part)));

/** What becomes of hosts that fail under a policy that says nothing of them. */
function withoutFailover({ parts }: PolicySpec): string {
  const idle = Object.keys(parts).length === 0;
  return idle ? "nobody does anything until the repair" : "nobody takes over from a host that fails";
}

/** The world with the person who is paged under a policy. */
function paging(world: WorldSpec, { operator }: PolicySpec): WorldSpec {
  return operator === undefined ? world : { ...world, operator };
}

/** Whoever balances load over the same hosts is told of takeovers. */
function peersOf(policy: PolicySpec): readonly Address[] {
  const balancing = balancingOf(policy);
  if (balancing === undefined) return [];
  const place = placeOfBalancing(policy);
  return [place === CONTROLLER || balancing.own === null ? { place } : { place, over: balancing.own.over }];
}

/** All that presets are made of, found by having each plan a move that uses everything. */
function allSteps() {
  const ways = (["retry", "page", "proceed-unsafely"] as const).map((unconfirmed) => ({ unconfirmed, chosen: {} }));
  const byHand = { unconfirmed: "page", chosen: { power: { off: "by-hand", on: "by-hand" } } } as const;
  const others = {
    unconfirmed: "page",
    chosen: { backupWhen: "always", ownData: "backup", restoresByHand: true, identity: { set: "standalone" } },
  } as const;
  const beforeCopy = { unconfirmed: "page", chosen: { identity: { set: "before-copy" } } } as const;
  return [...ways, byHand, others, beforeCopy].flatMap(({ unconfirmed, chosen }) => {
    const policy = {
      ...PLAIN,
      detect: { when: "any", reports: null, queries: null, errors: true },
      shutdown: { within: 0, relay: "if-needed", unconfirmed },
      data: dataStrategies.map(({ name }) => name),
      ...chosen,
    } as const;
    const move = { from: "a", to: "b", home: "c", services: [], volumes: [], policy, kind: "takeover" } as const;
    return presets.flatMap((preset) => preset.steps(move, { from: "relay-a", to: "relay-b" }));
  });
}
