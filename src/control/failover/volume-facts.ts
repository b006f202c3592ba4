/**
 * A volume with one table of its devices: to whom each is presented and what it holds, as far as the controller knows.
 *
 * Exactly one row holds the newest data: its device is the one in use, by the volume's holder if it is presented there to
 * work with. All else is said against that: what was in use before, what holds the same, what gets every write of another.
 * A host works with at most one device of a volume, has at most one made ready for it, and at most one that it should not
 * have: that it may have this one still is known from the order to withdraw it until somebody says that it was done, and is
 * said beside what the device is there for. So what an order leaves open stands at the device that it is about; and what is
 * not whole is neither gone on with nor copied.
 */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { Platform, VolumeContent } from "../platform.js";
import type { EffectId } from "../words.js";

/** What does not change. */
export interface VolumeTraits {
  readonly name: string;
  readonly holds: VolumeContent;
  readonly size: number;
  /** The host whose volume it is when all is well. */
  readonly owner: string;
  readonly array: string;
  /** The hosts that see there what lies of it; all that are attached unless given. */
  readonly shownTo?: readonly string[];
  /** Its first device. */
  readonly original: string;
  /** The disk adapter of that. */
  readonly adapter: string;
  /** Bytes that change per second. */
  readonly changeRate: number;
  /** Its mirror in another storage system; `lags`: what was written last may not be there. */
  readonly remoteMirror: (Mirror & { readonly array: string; readonly lags?: true }) | null;
  /** Its transaction log; bytes per second that it grows by and that can be applied. */
  readonly log: { readonly rate: number; readonly replay: number } | null;
  /** How its backups are kept: how often one is taken, bytes per second that can be restored, and the storage system if they have a place of their own. */
  readonly backup: { readonly every: Micros; readonly bandwidth: number; readonly array?: string } | null;
}

/** A device that gets every write of another, until it is split off. */
export interface Mirror {
  readonly device: string;
  readonly of: string;
}

/** What is known of it; whoever changes that does so by way of `changing` in `device-rows`. */
export interface VolumeFacts extends VolumeTraits, Readonly<Omit<KeptOfVolume, "devices">> {
  readonly devices: Readonly<Record<string, Readonly<DeviceFacts>>>;
  /** Something of it was changed once, so that it need not be as it was at the beginning. There are many, and few of them change. */
  readonly touched: boolean;
}

/** What the controller stores of it. */
export interface KeptOfVolume {
  /** By their names. */
  readonly devices: Record<string, DeviceFacts>;
  /** Hosts that were not said in time to be rid of it: they may have started with it meanwhile, until they are known to be down. */
  lateAt: readonly string[];
  /** The host that works with it, or is to. */
  holder: string;
  /** How often another host, or the same one anew, went on with it: what was ordered before is of no use after. */
  handovers: number;
  /** A backup was taken of it before its host stood in for another. */
  backedUp: boolean;
  /** Where its data is left, since all devices may have been laid over by somebody else's. */
  left: "devices" | "backup" | "nothing";
  /** What its holder was when it got this of another host, if it is something else since: what is not its own stays as it was. */
  madeFor: Platform | null;
  /** What the host that it is being brought to was when that began, if it is something else since. */
  meantFor: Platform | null;
  /** The device that its mirror in another storage system follows; `null` since that was split off. */
  remoteOf: string | null;
  /**
   * What was in use before its holder got what is, and with whom, as long as that one is not known to have started: nobody has
   * written anything since. In doubt while it was told to start, and has not said how that went; for good when it was told again
   * before it had: what it says then is said of the last time only.
   */
  untouched: { readonly device: string; readonly holder: string; readonly doubt: "none" | "once" | "for good" } | null;
  /** Another's data may be laid over what its host has: by which orders of which nobody has said more yet. */
  laidOver: LaidOver | null;
}

/** What was known of a volume before somebody else's data was laid over it: as it is if all of that was refused. */
export interface LaidOver {
  readonly by: readonly EffectId[];
  readonly device: string;
  /** Its host was to work with that. */
  readonly works: boolean;
  readonly aside: string | null;
  readonly backedUp: boolean;
  readonly left: VolumeFacts["left"];
}

export interface DeviceFacts {
  /** The storage system in which it lies. */
  array: string;
  /** By host: whoever it is presented to, or may be. */
  readonly presented: Record<string, Presentation>;
  /** `newest`: it is in use; `former`: it was before; `own`: what its host puts aside while it stands in for another. */
  holds: "newest" | "former" | "own" | "copy";
  /** It was in use once, and something else is since: the higher the later; `null` when it never was, or is again. */
  leftAs: number | null;
  /** Whether it holds the same as the device in use; in doubt while a host that was told to boot has not said how that went. */
  same: "yes" | "in doubt" | "no";
  /** The device of which it gets every write. */
  mirrors: string | null;
  /**
   * It was ordered to be split off, and nobody has said what came of it. `ahead`: from what its host goes on to work with, so that it
   * may be behind already.
   */
  splitting: "no" | "now" | "ahead";
  /** False when it is known that not all of it was written. */
  whole: boolean;
  /** The host that worked with it said that what it holds is of no use. */
  useless: boolean;
  /** The host that was to start with it last could not. */
  triedInVain: boolean;
  /** What was written into the system that it holds, by name; absent where nobody has, or something else may be there. */
  identity?: Identity;
  /** Hosts for which it was made before they need it. */
  aheadFor: readonly string[];
}

export interface Presentation {
  /** What the host is to do with it: work, go on with it when it takes over, or nothing. */
  readonly to: "work" | "take over" | "nothing";
  /** Since when it is to be withdrawn, and nobody has said that it was. */
  readonly straySince: Micros | null;
}
