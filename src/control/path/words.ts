/** The words of paths: what a host has its storage do, what it hears of its I/Os, and what it judges of paths. */
import type { Micros } from "../../units/index.js";
import type { NoteSayers, RoutineNotes, UndertakingSayer } from "../note.js";
import type { ReasonSayers } from "../reason.js";
import { duration, say } from "../say.js";
import type { Undertaking } from "../words.js";
import type { DeviceAccess, Failback, PathSelector } from "./policy.js";

declare module "../words.js" {
  interface Actions {
    /** Has the host do its I/Os to a device in this way from now on. */
    "program-paths": { readonly host: string; readonly device: string; readonly table: PathTable };
    /** Looks whether a path carries I/O. */
    "check-path": {
      readonly host: string;
      readonly device: string;
      readonly path: string;
      readonly within: Micros;
    };
    /** Has the device serve over the port group at which a path ends, and over no other. */
    trespass: { readonly host: string; readonly device: string; readonly path: string; readonly within: Micros };
  }
  interface Messages {
    /** An I/O that was sent over a path failed. */
    "io-failed": { readonly device: string; readonly path: string };
    /** An I/O is to go over a path at whose port the device does not serve now. */
    "path-passive": { readonly device: string; readonly path: string };
    /** A path has carried nothing for so long that the transport of the host has taken it away. */
    "path-removed": { readonly device: string; readonly path: string };
    /** The transport has found a path that it had taken away. */
    "path-found": { readonly device: string; readonly path: string };
    /** An operator orders that the best group is used again. */
    "fail-back-paths": { readonly device: string };
  }
  interface Notes {
    "path-judged": {
      readonly host: string;
      readonly device: string;
      readonly path: string;
      readonly state: PathState;
      readonly because: Reason;
    };
    /** Other paths are used than before; empty: none was, or none is left. */
    "paths-switched": {
      readonly host: string;
      readonly device: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly because: Reason;
    };
    /** No path is left: what is asked waits, for a time or without limit, or fails. */
    "no-path-left": {
      readonly host: string;
      readonly device: string;
      readonly then: "queue" | "fail" | Micros;
      readonly because: Reason;
    };
    "device-refused": { readonly host: string; readonly device: string; readonly because: Reason };
  }
  interface Reasons {
    "path-io-failed": { readonly errors: number };
    "path-check-failed": { readonly within: Micros; readonly times: number };
    "path-check-passed": { readonly [none in never]: never };
    "path-flaky": { readonly failures: number; readonly within: Micros };
    "path-lost-for": { readonly lost: Micros };
    "path-held-long-enough": { readonly hold: Micros };
    "path-back": { readonly [none in never]: never };
    "paths-gone": { readonly [none in never]: never };
    "paths-better": { readonly failback: Failback };
    "device-moved": { readonly path: string };
    "device-passive-there": { readonly path: string };
    "no-path-for": { readonly queued: Micros };
    "policy-unlike-device": { readonly access: DeviceAccess };
  }
}

/** `held-out`: it works again, and has failed too often to be trusted. `gone`: nobody looks for it any more. */
export type PathState = "usable" | "failed" | "held-out" | "gone";

/** How a host does its I/Os to a device. */
export interface PathTable {
  /** Those in use, in their order. */
  readonly paths: readonly { readonly path: string; readonly weight: number }[];
  /** What becomes of I/Os while there is none. */
  readonly otherwise: "queue" | "fail";
  readonly selector: PathSelector;
  readonly ioTimeout: Micros;
  readonly fastIoFail: Micros | null;
  readonly devLoss: Micros | null;
}

export const pathReasons: ReasonSayers<
  | "path-io-failed"
  | "path-check-failed"
  | "path-check-passed"
  | "path-flaky"
  | "path-lost-for"
  | "path-held-long-enough"
  | "path-back"
  | "paths-gone"
  | "paths-better"
  | "device-moved"
  | "device-passive-there"
  | "no-path-for"
  | "policy-unlike-device"
> = {
  "path-io-failed": ({ errors }) => (errors === 1 ? "an I/O failed on it" : `${errors} I/Os failed on it`),
  "path-check-failed": ({ within, times }) =>
    say`${times === 1 ? "a check was" : `${times} checks in a row were`} not answered within ${duration(within)}`,
  "path-check-passed": () => "a check was answered",
  "path-flaky": ({ failures, within }) => say`it failed ${failures} times within ${duration(within)}`,
  "path-lost-for": ({ lost }) => say`nothing came over it for ${duration(lost)}`,
  "path-held-long-enough": ({ hold }) => say`it was held out for ${duration(hold)}`,
  "path-back": () => "one is back",
  "paths-gone": () => "those in use are gone",
  "paths-better": ({ failback }) =>
    failback === "immediate" || failback === "followover"
      ? "better ones are back"
      : failback === "manual"
        ? "an operator ordered it"
        : say`better ones have been back for ${duration(failback)}`,
  "device-moved": ({ path }) =>
    `the device does not serve at the port of ${path} any more: another host had it serve elsewhere`,
  "device-passive-there": ({ path }) => `the device does not serve at the port of ${path}`,
  "no-path-for": ({ queued }) => say`no path was left for ${duration(queued)}`,
  "policy-unlike-device": ({ access }) => `the device is ${access} only`,
};

const STATES: Readonly<Record<PathState, string>> = {
  usable: "is usable",
  failed: "failed",
  "held-out": "is held out",
  gone: "is gone",
};

export const pathNotes: NoteSayers<"path-judged" | "paths-switched" | "no-path-left" | "device-refused"> = {
  "path-judged": ({ device, path, state }) => `${device}: ${path} ${STATES[state]}`,
  "paths-switched": ({ host, device, to }) =>
    to.length === 0 ? `${device}: ${host} has no path left` : `${device}: ${host} uses ${to.join(", ")}`,
  "no-path-left": ({ device, then }) => {
    if (then === "fail") return `${device}: what is asked fails`;
    return then === "queue"
      ? `${device}: what is asked waits`
      : say`${device}: what is asked waits for ${duration(then)}`;
  },
  "device-refused": ({ host, device }) => `${host} does not use ${device}`,
};

export const pathRoutine: RoutineNotes<"path-judged"> = { "path-judged": ({ state }) => state === "usable" };

export const pathUndertakings: Readonly<Record<"trespass", UndertakingSayer>> = {
  trespass: {
    begins: ({ subjects, from, to }: Undertaking) => `${subjects[0]!.name}: ${from} has it serve at the port of ${to}`,
    ended: ({ subjects, to }, result) =>
      `${subjects[0]!.name} ${result === "done" ? "serves" : "does not serve"} at the port of ${to}`,
  },
};
