/** What an observer must know of the run that it watches. */
import type { Rule, VolumeContent } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

export interface ObservationContext extends Declared {
  readonly spec: WorldSpec;
  readonly duration: Micros;
  /** Measures count from here on, and incidents that began since; invariants hold from the start. */
  readonly warmUp: Micros;
  readonly replication: number;
  /** The families whose machines run; absent where that is not known. */
  readonly families?: readonly string[];
  /** How often a service may turn from growing to shrinking, or be taken over, within a time. */
  readonly flapping?: { readonly most: number; readonly within: Micros };
}

/** What a policy says of itself, as far as somebody judges by it. */
export interface Declared {
  /** The longest time that a takeover may take by the limits that the policy sets itself; absent: it sets none. */
  readonly declaredTakeover?: Micros;
  /** How long an I/O to an exported device may be open while some path carries it, and while none does; absent: that is not known. */
  readonly longestIo?: LongestIo;
  /** The policy goes on from a backup when nothing better is left. */
  readonly restores?: boolean;
  /** The volumes with whose mirror in another storage system the policy goes on. */
  readonly takesRemoteMirrors?: readonly string[];
  /** What of a host the policy brings elsewhere, or back from a backup; absent: all. */
  readonly moves?: readonly VolumeContent[];
  /** The policy acts on what agents report of errors; absent: it does not, or nothing is known of it. */
  readonly heedsErrors?: boolean;
  /** The hosts of which the policy hears nothing, whatever happens to them; absent: none, or nothing is known of it. */
  readonly unnoticed?: readonly string[];
  /** By host the other one from which alone the policy hears of it; absent: none, or nothing is known of it. */
  readonly heardOnlyFrom?: Readonly<Record<string, string>>;
  /** The hosts that may stand in by the policy; absent: all others, or nothing is known of it. */
  readonly standIns?: readonly string[];
  /** How the policy gives hosts back that help; absent: it lends none, or nothing is known of it. */
  readonly givesBack?: GivingBack;
  /** How often a member of a failover set may fail within a time before it is held out; absent: as often as it likes. */
  readonly failureLimit?: { readonly failures: number; readonly within: Micros };
  /** How long members of failover sets may take to settle everything after the last trouble; absent: nothing is known of it. */
  readonly setPatience?: Micros;
  /** How long after its last word a member of a failover set may be given up for silence at the latest; absent: nothing is known of it. */
  readonly setSilence?: Micros;
}

/** When a host that helps is not needed any more, and how it leaves. */
export interface GivingBack {
  readonly services: readonly string[];
  /** The load below which one host is too many, and for how long; `null` where no threshold says so. */
  readonly below: Rule | null;
  /** No host leaves for so long after the last change. */
  readonly cooldown: Micros;
  /** How often the load is looked at. */
  readonly every: Micros;
  /** Hosts of a service, its primary included: never fewer. */
  readonly least: number;
  /** It stays configured for the next time. */
  readonly keeps: boolean;
  /** It goes on with a system of its own, and waits online for whoever needs it next. */
  readonly goesOn: boolean;
  /** How many services a host may help at once. */
  readonly atOnce: number;
  /** Hosts that help beside users of their own; none unless given. */
  readonly besides?: readonly string[];
}

/** Beyond this an I/O has been forgotten. */
export interface LongestIo {
  readonly within: Micros;
  /** `null`: it waits for a path without end. */
  readonly without: Micros | null;
}
