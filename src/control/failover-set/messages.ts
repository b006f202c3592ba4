/** What members of a set, their witness and the console tell each other. All of it may get lost, come late, or come twice. */
import type { Change, Configuration, Revision, Version } from "./configuration.js";
import type { Micros } from "../../units/index.js";

export type Role = "primary" | "secondary" | "alternate" | "none";

declare module "../words.js" {
  interface Messages {
    // ---- Discovery.
    /** A candidate announces itself to those who keep the directory, and wants to know who is there. */
    announce: { readonly set: string; /** The newest epoch. */ readonly promised: number } & Revision;
    /** The answer: who is Primary, as far as the one knows who answers. */
    here: {
      readonly set: string;
      readonly primary: string | null;
      /** Who answers has been in the set since it started. */
      readonly isIn: boolean;
    };

    // ---- Arbitration.
    /** `trial`: would you vote for me? Otherwise: promise to. */
    bid: {
      readonly set: string;
      readonly epoch: number;
      readonly trial: boolean;
      readonly version: Version;
    } & Revision;
    vote: {
      readonly set: string;
      readonly epoch: number;
      readonly trial: boolean;
      readonly granted: boolean;
      /** The newest epoch that the voter has promised. */
      readonly promised: number;
      /** The voter has been in the set since it started. */
      readonly isIn: boolean;
    };
    /** The Primary says what it has stopped to be; whoever promised it something is free again. `heir`: who is to follow at once. */
    resigned: {
      readonly set: string;
      readonly epoch: number;
      readonly heir: string | null;
      /** It does not work as specified. */
      readonly failed: boolean;
    };

    // ---- The Primary and its members.
    rule: {
      readonly set: string;
      readonly epoch: number;
      /** Grows with each that is said in this epoch: several may be at one instant. */
      readonly number: number;
      /** By the clock of the Primary: it comes back with the answer. */
      readonly sentAt: Micros;
      readonly version: Version;
      /** What the one is to whom it is said. */
      readonly as: Role;
      readonly order: { readonly priority: number; readonly since: Micros };
      /** It began with a cold start of the set. */
      readonly cold: boolean;
      readonly errors: number;
    };
    ruled: {
      readonly set: string;
      readonly epoch: number;
      readonly sentAt: Micros;
      readonly version: Version;
      readonly digest: number;
      readonly boots: number;
      readonly fit: boolean;
      readonly errors: number;
      /** Parts of its server that do not work, as it found them last; `null`: it does not look after any. */
      readonly broken: readonly string[] | null;
    } & Revision;
    /** Somebody has promised a newer epoch than that of who says to be Primary. */
    overruled: { readonly set: string; readonly epoch: number };

    // ---- The database.
    /** One change onto what went before. */
    change: {
      readonly set: string;
      readonly epoch: number;
      readonly onto: { readonly version: Version; readonly digest: number };
      readonly change: Change;
    };
    /** All of it, for whoever lacks more than one change. */
    snapshot: { readonly set: string; readonly epoch: number; readonly configuration: Configuration };
    stored: { readonly set: string; readonly epoch: number; readonly version: Version; readonly digest: number };

    // ---- The policy manager.
    /** It comes back with the answer when it was asked. */
    "self-test": { readonly set: string; readonly asked: Micros };
    "self-tested": {
      readonly set: string;
      readonly asked: Micros;
      readonly passes: boolean;
      /** The epoch under which the one rules who answers; `null`: it does not. */
      readonly rules: number | null;
    };

    // ---- Management requests.
    /** From the console to any member. */
    request: {
      readonly set: string;
      readonly request: number;
      readonly of: "configuration" | "path";
      readonly key: string;
    };
    answered: { readonly set: string; readonly request: number; readonly done: boolean };
    /** From the member that took the request to the Primary, and back when it is durable. */
    wanted: { readonly set: string; readonly request: number; readonly key: string };
    granted: { readonly set: string; readonly request: number };
    /** From the Primary to the console: who takes requests. */
    roster: { readonly set: string; readonly epoch: number; readonly members: readonly string[] };
    /** A service of a host noticed an error in hardware at its own place. */
    "hardware-error": { readonly place: string };
  }
}
