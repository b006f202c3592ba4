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
];
