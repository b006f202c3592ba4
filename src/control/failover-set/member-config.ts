/** What a member of a failover set is told before it starts: who else there is, over which networks they talk, and the policy. */
import type { Micros } from "../../units/index.js";
import type { Revision } from "./configuration.js";

export interface MemberSpec extends Revision {
  /** Its place. */
  readonly name: string;
  /** The storage server whose parts it looks after. */
  readonly server: string;
  /** The lower the number the sooner it is preferred. */
  readonly priority: number;
}

export interface MemberConfig {
  readonly self: string;
  /** The set of control processors, for which roles are held. */
  readonly set: string;
  readonly members: readonly MemberSpec[];
  /** Redundant: everything is said over each of them. */
  readonly networks: readonly string[];
  /** Its vote counts where the number of members is even. */
  readonly witness: string | null;
  readonly policy: SetPolicy;
  /** Sets of parts that the Primary looks after, and the server of each part. */
  readonly sets: readonly ComponentSet[];
  readonly serverOf: Readonly<Record<string, string>>;
  /**
   * What these parts, the members and all that carries them hang on: of each group one has to work. What is no part of a set but
   * carries one is put right as well.
   */
  readonly hangsOn: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** It looks after parts, which are examined at each interval. */
  readonly looksAfter: boolean;
  /** Who is told which members take requests; `null`: nobody asks for any. */
  readonly console: string | null;
}

export interface SetPolicy {
  /** `none`: whoever hears no Primary makes itself one; to compare with. */
  readonly quorum: "majority" | "none";
  /** Health interval: the Primary is heard so often, and so often parts are looked at. */
  readonly every: Micros;
  /** So many in a row missed over a network mean silence there. */
  readonly misses: number;
  /** A Primary serves so long after the sending of what a majority answered to. */
  readonly lease: Micros;
  /** By so much longer a member keeps its promise not to have another one. */
  readonly margin: Micros;
  /** Who stands for Primary waits so long for each better one. */
  readonly stagger: Micros;
  /** Off: silence over one network counts as the failure of a member. */
  readonly selfTest: boolean;
  /** Within this a self-test has to be answered. */
  readonly selfTestWithin: Micros;
  /** So many symptoms within the time lead to a self-test. */
  readonly symptoms: { readonly count: number; readonly within: Micros };
  /** More failures than that within the time: held out until serviced. */
  readonly limit: { readonly failures: number; readonly within: Micros } | null;
  /** What is tried with what failed, in this order. */
  readonly actions: readonly CorrectiveAction[];
  readonly reintegrate: "alternate" | "former-role";
  /** What members of a set have to have in common. */
  readonly compatible: readonly (keyof Revision)[];
  /** How long a configuration request keeps the member busy that takes it. */
  readonly work: Micros;
}

export type CorrectiveAction = "restart" | "power-cycle" | "replace";

/** Parts that can replace one another; a member may be a combination of parts, or another set, and is replaced as one. */
export interface ComponentSet {
  readonly name: string;
  /** `single`: no stand-in; `hierarchical`: in this order; `n-way`: any for any. */
  readonly composition: "single" | "hierarchical" | "n-way";
  readonly members: readonly ComponentMember[];
}

export interface ComponentMember {
  readonly name: string;
  /** It works while all of these do. */
  readonly parts: readonly string[];
  /** The set that it is, if it is one: it works while one of that does. */
  readonly set?: string;
}

/** The member of that name. */
export function specOf({ members }: Pick<MemberConfig, "members">, name: string): MemberSpec | undefined {
  return members.find((each) => each.name === name);
}
