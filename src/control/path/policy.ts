/** How a host uses its paths to the devices that are exported to it. The names are those of multipath.conf(5) where it has them. */
import type { Micros } from "../../units/index.js";

/** All paths at once, or one at a time. */
export type PathPolicyKind = "active-active" | "active-passive";

/** `multibus`: all paths in one group; `failover`: each a group of its own; `group-by-prio`: those of one port group together. */
export type PathGrouping = "multibus" | "failover" | "group-by-prio";

/** Which of the paths in use carries the next I/O. */
export type PathSelector = "round-robin" | "queue-length" | "service-time";

/** What a device can do: serve over all its ports at once, or over those of one port group at a time. */
export type DeviceAccess = "active-active" | "active-passive";

/**
 * When a better group is used again: at once, after a time, or when an operator orders so. `followover`: at once when its first path
 * is back; and who finds that another host had the device serve elsewhere goes there, and does not have it come back.
 */
export type Failback = "immediate" | "manual" | "followover" | Micros;

export interface PathPolicy {
  readonly kind: PathPolicyKind;
  readonly grouping: PathGrouping;
  readonly selector: PathSelector;
  readonly check: {
    readonly every: Micros;
    /** A check that is not answered within this has failed. */
    readonly within: Micros;
    /** So often it is made again at once before it counts. */
    readonly retries: number;
  };
  /** So many I/Os must fail on a path before it is given up. */
  readonly errors: number;
  /** An I/O that is not answered within this has failed. */
  readonly ioTimeout: Micros;
  /** How long after a path is cut the transport fails what is on it; `null`: it leaves that to the time-out. */
  readonly fastIoFail: Micros | null;
  /** How long a path carries nothing until the transport takes it away; `null`: it stays. */
  readonly devLoss: Micros | null;
  /** What becomes of I/Os when no path is left: they wait for ever, for a time, or fail. */
  readonly noPath: "queue" | "fail" | Micros;
  readonly failback: Failback;
  /** A path that fails so often within a time is held out for a time; `null`: none is. */
  readonly flaky: { readonly failures: number; readonly within: Micros; readonly hold: Micros } | null;
  /** What is done with a device that the policy does not suit. */
  readonly unlike: "match" | "refuse";
}

/** A path of a host to a device. */
export interface PathConfig {
  readonly name: string;
  /** The group of ports that it ends at: 0 is the best. */
  readonly portGroup: number;
  /** Of the I/Os of its group it gets a part in this proportion. */
  readonly weight: number;
}

/** A device that is exported to the host. */
export interface DeviceConfig {
  readonly name: string;
  readonly access: DeviceAccess;
  readonly paths: readonly PathConfig[];
}

/** What the machine of one host is told before it starts. */
export interface PathsConfig {
  readonly host: string;
  readonly devices: readonly DeviceConfig[];
  readonly policy: PathPolicy;
}
