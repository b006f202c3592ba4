/** Decisions of failover, each broken where it is made. */
import type { LogicMutant } from "./mutant.js";

const SHARED = [{ kind: "shared relay", from: 0, count: 170 }];

export const failoverMutants: readonly LogicMutant[] = [
  {
    name: "gives anybody power",
    about: "does not ask who else hangs on a relay and would come back as what another is by now",
    file: "failover/comes-back",
    find: 'if (relay === null || stage === "online" || stage === "standalone")',
    put: "if (true)",
    violates: ["unique-identity"],
    trials: SHARED,
  },
  {
    name: "lets two takeovers be at one relay",
    about: "starts with a stand-in who is being fenced for another takeover",
    file: "failover/stand-in",
    find: "const isSame = (one, other) => one !== other &&",
    put: "const isSame = (one, other) => false && one !== other &&",
    violates: ["unique-identity", "fence-verified"],
    trials: SHARED,
  },
  {
    name: "goes home for nobody's sake",
    about: "leaves a group where it is though another one waits for a host that would get its power with that home",
    file: "failover/failback",
    find: "function keepsFromPower(state, group, waiting) {\n    if (group === waiting || !isAway(group))",
    put: "function keepsFromPower(state, group, waiting) {\n    if (true)",
    violates: ["eventually-serves"],
    trials: SHARED,
  },
  {
    name: "withdraws once",
    about: "asks not again for what nobody confirmed to be withdrawn, while data is brought",
    file: "failover/withdrawn-again",
    find: "if (leftToOthers(state, group).length === 0 ||",
    put: "if (true ||",
    violates: ["no-write-after-fence"],
    trials: [{ kind: "failover", from: 10_200, count: 150 }],
  },
  {
    name: "takes over whoever is seen at work",
    about: "goes on with a takeover though its holder was heard again before anything was done to it",
    file: "failover/whether-needed",
    find: 'return { rule: "seen-at-work"',
    put: 'return null && { rule: "seen-at-work"',
    violates: ["none-who-serves-is-cut-off"],
    trials: [{ kind: "unfenced", from: 1000, count: 40 }],
  },
  {
    name: "knows nothing of what is laid over",
    about: "believes that a stand-in has its own data still where another's was written",
    file: "failover/laid-over",
    find: "if (owner === action.to || isAhead)",
    put: "if (true)",
    violates: ["eventually-serves"],
    trials: [{ kind: "failover", from: 1000, count: 40 }],
  },
];
