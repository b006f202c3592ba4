/** Words that machines of several families share: what hosts, relays, storage and people can be asked for, and what agents report. */
import type { Micros } from "../../units/index.js";
import type { Asked } from "./detect-policy.js";
import type { Identity } from "../identity.js";
import type { Platform } from "../platform.js";
import type { ReasonSayers } from "../reason.js";
import { aside, at, duration, instant, say } from "../say.js";

/** What a host, or its agent, calls broken of it; `volume`: one whose data is of no use to anybody. */
export interface BrokenPart {
  readonly component: string;
  readonly message: string;
  readonly volume?: string;
}

/** How often somebody had said by then that the host is in order, as far as its agent was told; absent: never. */
export interface Said {
  readonly repairs?: number;
}

declare module "../words.js" {
  interface Actions {
    /** Ask the operating system of a host how it is; `atConsole`: also while it is in standalone or shuts down. */
    query: { readonly host: string; readonly asks?: readonly Asked[]; readonly atConsole?: true };
    /** Ask a host to end its applications, flush its data and leave the network. Found: its stage then. */
    "order-shutdown": { readonly host: string };
    "switch-relay": { readonly relay: string; readonly to: "on" | "off" };
    /** Found: the position of the contacts. */
    "read-relay": { readonly relay: string };
    /** Bring a powered host online. Found: its stage. */
    boot: { readonly host: string; readonly anew?: true };
    /** Split the mirror of a volume off and present it to a host. Found: the device. */
    "split-mirror": {
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      /** See `copy`. */
      readonly asHelper?: Identity;
    };
    /** Copy the device of a volume to one that a host can reach. Found: the device. */
    copy: {
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      /** The disk adapter behind which the copy is put. */
      readonly on?: string;
      /** What the host has of its own stays beside it; else what is of the same kind is laid over. */
      readonly beside?: true;
      /** The host is to help with it: whenever it starts, it may only read that, and is known by this and not as whoever it helps. */
      readonly asHelper?: Identity;
      /** Of a system: what the copy is given in the place of the identity that it would carry. */
      readonly identity?: Identity;
    };
    /** Call a person; done when they stand before the machines. */
    page: { readonly subject: string };
    /**
     * A person pulls the plug of a host; `briefly`: and puts it back, so that the host starts anew; `atRelay`: opens its relay
     * by hand instead, so that this can give it power again. Where that is stuck closed, or feeds others who have power, the plug
     * is pulled all the same, and that it is out is found.
     */
    unplug: { readonly host: string; readonly briefly?: true; readonly atRelay?: true };
    /** A person gives a host power: puts its plug in, and closes its relay by hand. */
    "power-on": { readonly host: string };
  }

  interface Findings {
    /** Of a host that was asked for it: what it calls broken, and how many times longer a standard piece of work takes. */
    stage: { readonly stage: HostStage; readonly broken?: readonly BrokenPart[]; readonly slowness?: number };
    relay: { readonly contacts: "open" | "closed" };
    plug: { readonly out: true };
    /** `alone`: nothing else holds the same, since the other half of its mirror is not whole. */
    device: { readonly device: string; readonly alone?: true };
    configuration: { readonly platform: Platform | null; readonly identity: Identity };
  }

  interface Messages {
    /** An agent's status report of a host; `sentAt` by the clock of the sender. */
    report: { readonly host: string; readonly sentAt: Micros };
    /**
     * An agent says that a component of its host does not work, as it noticed or as one of its diagnostics found; or that
     * the data of a volume is of no use to anybody.
     */
    "error-report": {
      readonly host: string;
      readonly component: string;
      readonly message: string;
      readonly volume?: string;
    } & Said;
    /** An agent says that a component had an error that was put right. */
    "minor-error": { readonly host: string; readonly component: string } & Said;
    /** An agent has recognised a series of minor errors of a component: so many within such a time. */
    foretold: {
      readonly host: string;
      readonly component: string;
      readonly count: number;
      readonly within: Micros;
    } & Said;
    /** An agent's diagnostics had the host do a standard piece of work: so many times longer than it should take. */
    paced: { readonly host: string; readonly slowness: number } & Said;
    /**
     * An operator says that a host was repaired and tested, when that was done, and that it may be used again; and where nobody could
     * put its plug back in without its starting, or without taking the power of others, that it is `unplugged`. Its agent was told as well.
     */
    serviced: { readonly host: string; readonly doneAt: Micros; readonly unplugged?: true } & Said;
  }

  interface Reasons {
    "reports-missed": { readonly misses: number; readonly heardAt: Micros };
    "queries-missed": { readonly misses: number; readonly every: Micros; readonly askedAt: Micros };
    stale: { readonly sentAt: Micros; readonly shift: Micros };
    suspicion: { readonly phi: number; readonly heardAt: Micros };
    "minor-errors": { readonly component: string; readonly count: number; readonly within: Micros };
    /** The word of its agent. */
    foretold: { readonly component: string; readonly count: number; readonly within: Micros };
    slow: { readonly slowness: number; readonly limit: number };
    "error-reported": { readonly component: string; readonly message: string };
    "says-broken": { readonly component: string; readonly message: string };
    "heard-again": { readonly source: "report" | "query" };
    "query-due": { readonly every: Micros };
    "not-needed": { readonly [none in never]: never };
  }
}

export type HostStage = "off" | "diagnostics" | "standalone" | "booting" | "online" | "shutting-down";

/** What an agent says of a host unasked. */
export type AgentsWord = "report" | "error-report" | "minor-error" | "foretold" | "paced";

export const kitReasons: ReasonSayers<
  | "reports-missed"
  | "queries-missed"
  | "stale"
  | "suspicion"
  | "minor-errors"
  | "foretold"
  | "slow"
  | "error-reported"
  | "says-broken"
  | "heard-again"
  | "query-due"
  | "not-needed"
> = {
  "reports-missed": ({ misses, heardAt }) => say`${misses} reports missed${aside("last heard", heardAt)}`,
  "queries-missed": ({ misses, askedAt }) => say`${misses} queries in a row unanswered, the last asked ${at(askedAt)}`,
  stale: ({ sentAt, shift }) =>
    say`no report is fresh: the latest was sent ${at(sentAt)}, and the next is ${duration(shift)} late`,
  suspicion: ({ heardAt, phi }) => say`silent since ${instant(heardAt)}, which has reached φ = ${phi}`,
  "minor-errors": ({ count, component, within }) =>
    say`${count} minor errors of its ${component} within ${duration(within)}`,
  foretold: ({ count, component, within }) =>
    say`its agent has recognised ${count} minor errors of its ${component} within ${duration(within)}`,
  slow: ({ slowness, limit }) => `it takes ${slowness} times as long as it should (limit ${limit})`,
  "error-reported": ({ component, message }) => `its agent reported ${component}: ${message}`,
  "says-broken": ({ component, message }) => `asked how it is, it says of ${component}: ${message}`,
  "heard-again": ({ source }) => (source === "report" ? "its agent reports again" : "it answers queries again"),
  "query-due": ({ every }) => say`asked every ${duration(every)}`,
  "not-needed": () => "it is not needed any more",
};
