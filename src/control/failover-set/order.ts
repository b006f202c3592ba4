/** The total order that settles roles, and how many have to agree. */
import type { Micros } from "../../units/index.js";
import type { MemberConfig } from "./member-config.js";

/** What arbitration looks at, in this order: priority, longest in role, identity. */
export interface Claim {
  readonly name: string;
  readonly priority: number;
  /** Since when it has been in its role; `null`: it has none. */
  readonly since: Micros | null;
}

const NEVER: Micros = Number.MAX_SAFE_INTEGER;

/** Negative when the first one is to be preferred. Total: no two members have one name. */
export function compareClaims(one: Claim, other: Claim): number {
  return (
    one.priority - other.priority ||
    (one.since ?? NEVER) - (other.since ?? NEVER) ||
    (one.name < other.name ? -1 : one.name === other.name ? 0 : 1)
  );
}

/** Everybody whose vote counts: the members, and in even numbers of them the witness. */
export function votersOf({ members, witness }: MemberConfig): readonly string[] {
  const names = members.map(({ name }) => name);
  return witness !== null && names.length % 2 === 0 ? [...names, witness] : names;
}

/** How many voters have to agree. Any two majorities have a voter in common, and so know of each other. */
export function quorumOf(config: MemberConfig): number {
  return config.policy.quorum === "none" ? 1 : Math.floor(votersOf(config).length / 2) + 1;
}
