/** Decisions of site failover broken on purpose, one by one: whom it listens to, what it heeds of its policy, what it knows of the world. */
import { changing } from "../../../src/control/failover/device-rows.js";
import type { Effect, FailoverConfig } from "../../../src/control/index.js";
import { type Order, instead, orders, says } from "../tampering.js";
import { type DecisionMutant, forgetful, misled, mutant, unawareOf } from "./decision.js";

const CORNERS = "site-failover/corners";

type Volume = FailoverConfig["volumes"][number];

const misledOnVolumes = (change: (volume: Volume) => Volume) =>
  misled((config) => ({ ...config, volumes: config.volumes.map(change) }));

/** Copies what would have to be converted. */
function asItIs({ action, ...order }: Order<"transform">): Effect {
  const { volume, device, to } = action;
  return instead({ ...order, action }, { kind: "copy", volume, device, to });
}

export const failoverDecisions: readonly DecisionMutant[] = [
  {
    name: "hears no agent that foretells",
    about: "waits for the failure that the agent of the host has foretold",
    scenario: `${CORNERS}/foretold-by-the-agent.yaml`,
    policy: "agent-foretells",
    broken: mutant({ swallow: (input) => says(input, "foretold") }),
    caughtBy: {
      measure: "shop.rto.max",
      most: 12,
      why: "3 s to shut down, 1 s to withdraw, 1 s to split, 6 s to boot",
    },
  },
  {
    name: "asks hosts only whether they are there",
    about: "does not ask what they know of malfunctions and performance",
    scenario: `${CORNERS}/asked-how-it-is.yaml`,
    policy: "failover",
    broken: mutant({
      replace: (effect) => {
        if (!orders(effect, "query")) return [effect];
        const { asks: _, ...action } = effect.action;
        return [instead(effect, action)];
      },
    }),
    caughtBy: { measure: "shop.detection.max", most: 2, why: "each host is asked every two seconds" },
  },
  {
    name: "records no upgrade",
    about: "goes on believing that hosts are made of what they were when the run began",
    scenario: `${CORNERS}/upgraded.yaml`,
    policy: "failover",
    broken: mutant({ swallow: (input) => says(input, "configuration") }),
    caughtBy: { measure: "shop.rto.max", most: 20, why: "2 s to notice, 10 s to fence, 1 s for the data, 6 s to boot" },
  },
  {
    name: "takes what a host holds for what it is itself",
    about: "forgets that an upgraded stand-in has its data in the format of before",
    scenario: `${CORNERS}/upgraded-stand-in.yaml`,
    policy: "failover",
    broken: forgetful(({ facts }) => {
      for (const known of Object.values(facts.volumes)) changing(known).madeFor = null;
    }),
    caughtBy: { measure: "shop.rto.max", most: 20, why: "2 s to notice, 10 s to fence, 1 s for the data, 6 s to boot" },
  },
  {
    name: "leaves programs as they are",
    about: "converts data and systems, and copies programs for another system",
    scenario: "site-failover/makes/programs-transformed.yaml",
    policy: "all-converted",
    broken: mutant({
      replace: (effect) => [
        orders(effect, "transform") && effect.action.volume === "shop-programs" ? asItIs(effect) : effect,
      ],
    }),
    caughtBy: { measure: "shop.rto.max", most: 65, why: "the scenario's own: all that is converted fits into 46 s" },
  },
  {
    name: "brings back as it is what was converted",
    about: "gives a host of the first make what the stand-in has made of its data",
    scenario: "site-failover/fig-8.yaml",
    policy: "transformed",
    broken: mutant({
      replace: (effect) => [orders(effect, "transform") && effect.action.to === "web-1" ? asItIs(effect) : effect],
    }),
    caughtBy: {
      measure: "mail.incidents.censored",
      most: 0,
      why: "the stand-in has its own life again before the end",
    },
  },
  {
    name: "moves the system too",
    about: "does not heed which parts move, and asks for a conversion of systems that nobody knows",
    scenario: "site-failover/makes/own-system-kept.yaml",
    policy: "own-system",
    broken: unawareOf("parts"),
    caughtBy: { measure: "shop.rto.max", most: 40, why: "2.4 GB at 200 MB/s, and 18 s for all else" },
  },
  {
    name: "asks not how the host went down",
    about: "splits the mirror off of a host that crashed, though its policy wants the backup then",
    scenario: `${CORNERS}/backup-when.yaml`,
    policy: "failover",
    broken: unawareOf("backupWhen"),
    caughtBy: { measure: "shop.rpo.writes", most: 0, why: "the log has what was committed and not on disk yet" },
  },
  {
    name: "believes that backups lie beside the data",
    about: "asks the storage system that is lost for a backup that is kept on another one",
    scenario: `${CORNERS}/backup-elsewhere.yaml`,
    policy: "failover",
    broken: misledOnVolumes((each) => {
      if (each.backup === null) return each;
      const { array: _, ...backup } = each.backup;
      return { ...each, backup };
    }),
    caughtBy: { measure: "shop.rto.max", most: 60, why: "16 s to notice and fence, 20 s for 2 GB, 6 s to boot" },
  },
  {
    name: "splits off nothing ahead",
    about: "counts on a mirror that was to be split off before the failure",
    scenario: `${CORNERS}/split-ahead.yaml`,
    policy: "failover",
    broken: mutant({ replace: (effect) => (orders(effect, "split-ahead") ? [] : [effect]) }),
    caughtBy: { measure: "shop.rto.max", most: 25, why: "19 s, and what the log of a few minutes takes" },
  },
  {
    name: "knows no mirror in another storage system",
    about: "finds nothing to put the stand-in's own data aside on",
    scenario: `${CORNERS}/own-mirror-elsewhere.yaml`,
    policy: "failover",
    broken: misledOnVolumes((each) => ({ ...each, remoteMirror: null })),
    caughtBy: { measure: "shop.rto.max", most: 40, why: "23 s for both hosts, 15 s for 3 GB, and it ends there" },
  },
  {
    name: "heeds nothing that is said of the stand-in's own data",
    about: "wants a mirror of it where a backup is to do",
    scenario: `${CORNERS}/own-data-backed-up.yaml`,
    policy: "failover",
    broken: unawareOf("ownData"),
    caughtBy: { measure: "shop.rto.max", most: 70, why: "the scenario's own: with a backup of 3 GB before all else" },
  },
  {
    name: "warns nobody",
    about: "believes that users were warned and have logged out",
    scenario: `${CORNERS}/warned-users.yaml`,
    policy: "warned",
    broken: mutant({ answer: ({ kind }) => (kind === "warn-users" ? { status: "done" } : null) }),
    caughtBy: { measure: "shop.rto.max", least: 40, why: "30 s, and up to ten for the users of each of the two hosts" },
  },
  {
    name: "always shuts the failed host down first",
    about: "does not heed that the stand-in was to be shut down first",
    scenario: `${CORNERS}/stand-in-first.yaml`,
    policy: "failover",
    broken: misled((config) => {
      const { first: _, ...shutdown } = config.policy.shutdown;
      return { ...config, policy: { ...config.policy, shutdown } };
    }),
    caughtBy: { measure: "mail.rto.max", least: 216, why: "it is down 10 s sooner: while the failed host is fenced" },
  },
  {
    name: "does not start anew with its identity",
    about: "sets the identity, and goes online without the second start",
    scenario: `${CORNERS}/identity-in-standalone.yaml`,
    policy: "rebooted",
    broken: unawareOf("identity"),
    caughtBy: { measure: "shop.rto.max", least: 23, why: "2 s, 10 s, 1 s, 7 s, and 4 s more" },
  },
  {
    name: "takes no stand-in from anybody",
    about: "lets what is more important wait until what is less important needs its stand-in no more",
    scenario: `${CORNERS}/preempted-stand-in.yaml`,
    policy: "failover",
    broken: unawareOf("preempts"),
    caughtBy: { measure: "shop.rto.max", most: 20, why: "2 s to notice, 10 s to fence, 1 s for the data, 6 s to boot" },
  },
  {
    name: "does not know who hangs on a relay",
    about: "opens it for one host, and believes that the neighbour is at work",
    scenario: `${CORNERS}/relay-of-a-site.yaml`,
    policy: "failover",
    broken: misled((config) => ({
      ...config,
      hosts: config.hosts.map((each) => (each.name === "web-2" ? { ...each, relay: null } : each)),
    })),
    caughtBy: { measure: "mail.rto.max", most: 11.1, why: "3 s until it is missed, 1 s, 1 s, 6 s to boot" },
  },
];
