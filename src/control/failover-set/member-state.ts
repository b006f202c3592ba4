/** What a member of a failover set knows: little of it has to survive a restart, and that is stored before anything is said by it. */
import type { Micros } from "../../units/index.js";
import type { Desk } from "../kit/desk.js";
import { type Configuration, NOTHING, type Version } from "./configuration.js";
import { type MemberConfig, type MemberSpec, specOf } from "./member-config.js";
import type { Role } from "./messages.js";

export interface MemberState extends Stored {
  readonly config: MemberConfig;
  /** What it says of itself. */
  readonly own: MemberSpec;
  readonly desk: Desk<Purpose>;
  /** Something of what is stored has changed in this turn. */
  unstored: boolean;
  role: Role;
  readonly bootedAt: Micros;
  /** It has been in the set before it was started. */
  readonly wasIn: boolean;
  /** Since it started, and before it came in: it has heard members that had no Primary. */
  metFailover: boolean;
  /** How it came into the set since it started; `null`: not yet. */
  boot: BootKind | null;
  /** Whom it follows, and the epoch of that. */
  primary: string | null;
  epoch: number;
  /** The number of what was heard of it last in the order of saying: networks are not equally fast. */
  said: number;
  /** When the Primary was heard last over each network, and where it is silent now. */
  heard: Record<string, Micros>;
  silent: readonly string[];
  givenUp: GivenUp | null;
  /** Until then it has promised not to have another Primary. */
  promisedUntil: Micros;
  /** When each peer was heard last over each network, as far as discovery has need of that. */
  readonly peers: Record<string, Record<string, Micros>>;
  rounds: number;
  bid: Bid | null;
  bids: number;
  /** The newest epoch that it has heard of. */
  newest: number;
  ruling: Ruling | null;
  /** Self-tests that were asked of others: who, and why. */
  readonly tests: Record<string, Test>;
  /** Symptoms of the Primary. */
  symptoms: Symptoms;
  /** Errors of its own hardware so far, and whether it has found itself out of order. */
  errors: number;
  fit: boolean;
  broken: readonly string[] | null;
  /** Who asked for a self-test that is under way. */
  askers: readonly { readonly from: string; readonly asked: Micros }[];
  /** Until when requests keep it busy, and whom it answers. */
  busyUntil: Micros;
  readonly requests: Record<
    number,
    {
      readonly from: string;
      readonly of: "configuration" | "path";
      readonly key: string;
      /** It was worked off, and the Primary was asked for it. */
      isWanted: boolean;
    }
  >;
}

export interface Test {
  readonly why: "silent" | "partly-silent" | "symptoms" | "admission";
  /** Over which it was asked, and when. */
  readonly over: readonly string[];
  readonly asked: Micros;
}

/** What it stores. */
export interface Stored {
  /** How often it was started. */
  boots: number;
  /** The newest epoch that it has promised to anybody. */
  promised: number;
  /** To whom. */
  promisedTo: string | null;
  configuration: Configuration;
}

/** What an action is for. */
export type Purpose =
  | { readonly of: "self-test" }
  | { readonly of: "examination" }
  | { readonly of: "duty"; readonly duty: string; readonly to: string; readonly from: string | null }
  | { readonly of: "correction"; readonly part: string };

export type BootKind = "cold-start" | "restart" | "joining" | "during-failover";

export interface Bid {
  readonly epoch: number;
  readonly trial: boolean;
  readonly sentAt: Micros;
  readonly votes: readonly string[];
  /** None of those who vote has been in the set since it started. */
  readonly cold: boolean;
}

export interface Symptoms {
  /** How many the other one had counted when that was last heard. */
  readonly counted: number;
  readonly at: readonly Micros[];
}

export const NO_SYMPTOMS: Symptoms = { counted: 0, at: [] };

/** A Primary that it does not follow any more. */
export interface GivenUp {
  readonly primary: string;
  readonly epoch: number;
  /** It counts as a failure of that member. */
  readonly failed: boolean;
  /** Heard over one of these it was given up too soon. */
  readonly unless: readonly string[];
}

/** What a Primary knows beside. */
export interface Ruling {
  readonly epoch: number;
  readonly since: Micros;
  readonly cold: boolean;
  /** It serves: its first change is durable. */
  serves: boolean;
  /** The index of its first change, and of that which named the Secondary. */
  readonly first: number;
  named: number;
  /** The index up to which a quorum has stored all, and how many have stored each one after it. */
  committed: number;
  readonly stored: Record<number, number>;
  leaseUntil: Micros;
  /** How often it has said so: several times at one instant, where a role has changed. */
  said: number;
  readonly books: Record<string, Book>;
  /** Requests that are answered when their change is durable. */
  waiting: readonly {
    readonly index: number;
    readonly request: number;
    readonly from: string;
    readonly key: string;
  }[];
  /** What is being done with parts and members that failed: which action of the list is tried. */
  readonly corrections: Record<string, number>;
  /** When that ended: what was found before says nothing of them any more. */
  readonly corrected: Record<string, Micros>;
  /** Duties that are being given to somebody. */
  readonly moving: Record<string, string>;
  roster: readonly string[];
  /** The networks over which anybody was heard, at an instant. */
  readonly alive: { at: Micros; networks: readonly string[] };
  /** Somebody may have another role than it was told. */
  rolesChanged: boolean;
}

/** What a Primary knows of a member. */
export interface Book {
  /** When it was heard last over each network. */
  readonly heard: Record<string, Micros>;
  silent: readonly string[];
  /** The latest sending of the Primary that it has answered to. */
  ackedAt: Micros;
  version: Version;
  digest: number;
  /** What it will have when it gets all that was sent. */
  sent: Version | null;
  /** Until then that may be on its way. */
  resendAt: Micros;
  boots: number;
  /** Since when this life of it is heard. */
  heardSince: Micros;
  symptoms: Symptoms;
  /** `new`: to be tested before it may hold a role. */
  standing: "new" | "testing" | "fit" | "failed";
  admitted: boolean;
  broken: readonly string[] | null;
  /** Its role as it was told last. */
  told: Role;
  /** Why it was refused last: it is said once. */
  refused: string | null;
}

export function newMember(config: MemberConfig, stored: Stored | null, desk: Desk<Purpose>, now: Micros): MemberState {
  const { policy } = config;
  return {
    config,
    own: specOf(config, config.self)!,
    desk,
    boots: (stored?.boots ?? 0) + 1,
    promised: stored?.promised ?? 0,
    promisedTo: stored?.promisedTo ?? null,
    configuration: stored?.configuration ?? NOTHING,
    unstored: true,
    role: "none",
    bootedAt: now,
    wasIn: (stored?.configuration.version.epoch ?? 0) > 0,
    metFailover: false,
    boot: null,
    primary: null,
    epoch: 0,
    said: 0,
    heard: {},
    silent: [],
    givenUp: null,
    // It may have promised something before it was restarted, and that is not stored: waiting is.
    promisedUntil: now + policy.lease + policy.margin,
    peers: {},
    rounds: 0,
    bid: null,
    bids: 0,
    newest: stored?.promised ?? 0,
    ruling: null,
    tests: {},
    symptoms: NO_SYMPTOMS,
    errors: 0,
    fit: true,
    broken: null,
    askers: [],
    busyUntil: now,
    requests: {},
  };
}
