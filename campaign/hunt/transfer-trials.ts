/** Transfers by agents that stand in for one another, under random faults and policies. */
import { trial } from "../../test/mutants/replication/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface TransferTrial {
  /** What the policy says of replication. */
  readonly policy: string;
  readonly seed: number;
}

const POLICIES = [
  "{}",
  "{ failback: immediate }",
  "{ failback: manual }",
  "{ takeover: from-zero }",
  "{ order: static-order }",
  "{ checkpoint: 2, limits: { copy: 20s } }",
];

export const transferTrials: Hunt<TransferTrial> = {
  name: "transfer-trials",
  about: "transfers by agents that stand in for one another under random faults and policies; invariants judge",
  fixed: { from: 1000, count: 200 },
  limitSeconds: 120,
  input: (seed) => ({ policy: POLICIES[seed % POLICIES.length]!, seed }),
  attempt: ({ policy, seed }) => violationsIn(trial(seed, { policy })),
};
