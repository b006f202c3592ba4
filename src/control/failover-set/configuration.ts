/** The replicated configuration: what every member of a set holds alike, as a chain of changes of which only the end is kept. */
import type { Micros } from "../../units/index.js";

/** Grows with every change: by its index under one Primary, by the epoch from one Primary to the next. */
export interface Version {
  readonly epoch: number;
  readonly index: number;
}

/** What a change says. All that has to outlive a Primary is one: roles, failures that count, who is held out, who does which duty. */
export type Change =
  | {
      readonly what: "primary";
      readonly member: string;
      readonly at: Micros;
      readonly requires: Revision;
      readonly after: "failure" | "other";
    }
  | { readonly what: "secondary"; readonly member: string | null; readonly at: Micros }
  | { readonly what: "failure"; readonly member: string; readonly at: Micros }
  | { readonly what: "back"; readonly member: string }
  | { readonly what: "held-out"; readonly member: string }
  | { readonly what: "serviced"; readonly member: string }
  | { readonly what: "duty"; readonly duty: string; readonly holder: string | null }
  | { readonly what: "setting"; readonly key: string; readonly request: number };

/** Of hardware and firmware: members that share a set have to fit each other. */
export interface Revision {
  readonly hardware: string;
  readonly firmware: string;
}

export interface Configuration {
  readonly version: Version;
  /** Of all changes that led here: two configurations with the same one have the same history. */
  readonly digest: number;
  readonly primary: string | null;
  readonly primarySince: Micros;
  readonly secondary: string | null;
  readonly secondarySince: Micros;
  /** Who was Primary before the present one, and failed. */
  readonly former: string | null;
  readonly requires: Revision | null;
  /** Of each member the latest failures that count, oldest first. */
  readonly failures: Readonly<Record<string, readonly Micros[]>>;
  /** Who failed and has not been admitted since: one failure counts once, however many Primaries find it. */
  readonly failed: readonly string[];
  readonly heldOut: readonly string[];
  /** Who does what the members of component sets did at the beginning, where it is not they; `null`: nobody is left. */
  readonly duties: Readonly<Record<string, string | null>>;
  /** The latest request that set each key. */
  readonly settings: Readonly<Record<string, number>>;
}

export const NOTHING: Configuration = {
  version: { epoch: 0, index: 0 },
  digest: 0,
  primary: null,
  primarySince: 0,
  secondary: null,
  secondarySince: 0,
  former: null,
  requires: null,
  failures: {},
  failed: [],
  heldOut: [],
  duties: {},
  settings: {},
};

/** Negative when the first one is older. */
export function compareVersions(one: Version, other: Version): number {
  return one.epoch - other.epoch || one.index - other.index;
}

/** How many failures of a member are remembered: a limit has to be below that. */
export const REMEMBERED = 32;

/** What a configuration is after one more change, made by the Primary of that epoch. */
export function changedBy(before: Configuration, change: Change, epoch: number): Configuration {
  const version = { epoch, index: before.version.index + 1 };
  return { ...before, ...effectOf(before, change), version, digest: digestOf(before.digest, version, change) };
}

function effectOf(before: Configuration, change: Change): Partial<Configuration> {
  switch (change.what) {
    case "primary": {
      const { member, at, requires, after } = change;
      const isSame = before.primary === member;
      return {
        primary: member,
        primarySince: isSame ? before.primarySince : at,
        secondary: null,
        requires: before.requires ?? requires,
        // Who gave its role away on purpose does not want it back.
        former: isSame ? before.former : after === "failure" ? before.primary : null,
        failed: without(before.failed, member),
      };
    }
    case "secondary":
      return { secondary: change.member, secondarySince: change.at };
    case "failure": {
      const known = before.failures[change.member] ?? [];
      return {
        failures: { ...before.failures, [change.member]: [...known, change.at].slice(-REMEMBERED) },
        failed: [...before.failed, change.member],
      };
    }
    case "back":
      return { failed: without(before.failed, change.member) };
    case "held-out":
      return { heldOut: [...before.heldOut, change.member] };
    case "serviced":
      return {
        heldOut: without(before.heldOut, change.member),
        failed: without(before.failed, change.member),
        failures: { ...before.failures, [change.member]: [] },
      };
    case "duty":
      return { duties: { ...before.duties, [change.duty]: change.holder } };
    case "setting":
      return { settings: { ...before.settings, [change.key]: change.request } };
  }
}

function without(members: readonly string[], member: string): readonly string[] {
  return members.filter((each) => each !== member);
}

/** FNV-1a over what is chained. */
function digestOf(before: number, { epoch, index }: Version, change: Change): number {
  const text = `${before} ${epoch}.${index} ${JSON.stringify(change)}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
