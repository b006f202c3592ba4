/** Decisions of load balancing, each broken where it is made. */
import type { LogicMutant } from "./mutant.js";

const UPGRADES = [{ kind: "upgrades", from: 0, count: 120 }];
const READ = "helpers-read-what-they-can";

export const balancingMutants: readonly LogicMutant[] = [
  {
    name: "keeps helpers that were made something else",
    about: "records an upgrade, and has nobody leave for it",
    file: "balancing/upgraded",
    find: "filter((each) => each === name || primary === name)",
    put: "filter(() => false)",
    violates: [READ],
    trials: UPGRADES,
  },
  {
    name: "forgets what an upgraded helper reads for others",
    about: "takes from a helper that it is to leave what the other service is still served with",
    file: "balancing/upgraded",
    find: "hostOf(facts, each).outdated = true;",
    put: "",
    violates: ["others-are-still-helped"],
    trials: UPGRADES,
  },
  {
    name: "uses what was kept for what a host was",
    about: "goes on with data that was brought to a host of the pool before it was made something else",
    file: "balancing/upgraded",
    find: "delete volumeOf(facts, volume).ready[each];",
    put: ";",
    violates: [READ],
    trials: UPGRADES,
  },
  {
    name: "keeps what an upgraded helper has read",
    about: "has a helper that left for its upgrade come back with what it was brought before",
    file: "balancing/change",
    find: 'if (state.config.policy.leave.then !== "keep" || hostOf(state.facts, host).outdated) {',
    put: 'if (state.config.policy.leave.then !== "keep") {',
    violates: [READ],
    trials: UPGRADES,
  },
  {
    name: "copies whatever it is that helps",
    about: "does not ask whether a helper could read the data as it is",
    file: "balancing/make",
    find: 'transformationIn(compare(facts, helping, { parts: "all" }, [holds]), holds)',
    put: "null",
    violates: [READ],
    trials: UPGRADES,
  },
  {
    name: "has whoever leaves keep what it reads",
    about: "gives nothing back of what a helper was told to read",
    file: "balancing/step/shrink",
    find: 'const back = then === "keep" ? [] : [giveBack(help)];',
    put: "const back = [];",
    violates: ["reads-for-its-tenant"],
    trials: [{ kind: "pool of two at once", from: 0, count: 60 }],
  },
  {
    name: "asks those who can never help",
    about: "does not know who of the pool is of use to nobody",
    file: "balancing/pool",
    find: "return whyNoHelper(facts, { service, host }, config.policy.data) === null;",
    put: "return true;",
    violates: ["named-in-vain"],
    trials: [
      { kind: "sites", from: 8_001_389, count: 1 },
      { kind: "sites", from: 9_101_328, count: 1 },
      { kind: "sites", from: 13_300_000, count: 60 },
    ],
  },
];
