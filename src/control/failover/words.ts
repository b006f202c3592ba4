/** The words of failover: what it asks of hosts and storage beyond the shared actions, what it says of itself, and why. */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { ReasonSayers } from "../reason.js";
import type { Platform } from "../platform.js";
import type { NoteSayers, UndertakingSayer } from "../note.js";
import { at as atInstant, say } from "../say.js";
import type { Verdict } from "../verdict.js";
import type { Outcome, ReasonOf, Undertaking } from "../words.js";
import { namesOf, type PassedOver, sayPassedOver } from "./passed-over.js";

declare module "../words.js" {
  interface Actions {
    /** Present a device to another host instead of the one it is presented to. */
    reassign: { readonly volume: string; readonly device: string; readonly to: string };
    /** Tell the users of a host that it is to be shut down: it lets nobody in any more, and answers what is open, within a time. */
    "warn-users": { readonly host: string; readonly within: Micros };
    /** Make a device that nobody uses the mirror of the one in use; what differs is copied. */
    "re-establish": { readonly volume: string; readonly device: string; readonly of: string };
    /**
     * Present a device to nobody: the host that had it can neither start from it nor write to it. Whatever else of the volume
     * that host was given goes with it, and what is on its way there is called off: an answer that said so may have been lost.
     */
    withdraw: { readonly volume: string; readonly device: string; readonly from: string };
    /** Bring the copy that a host has of a volume up to date by what changed; a whole copy where there is none. Found: the device. */
    update: CopyForHost;
    /** The same, converted for the host's platform at so many bytes a second. Found: the device. */
    transform: CopyForHost & { readonly rate: number };
    /** Split a mirror off and present it to nobody. Found: the device. */
    "break-mirror": { readonly volume: string; readonly device: string };
    /**
     * Bring the mirror of a device in step, if it was split off, and split it off again, presented to nobody: made for a host
     * before it needs it. Found: the device.
     */
    "split-ahead": {
      readonly volume: string;
      readonly device: string;
      readonly of: string;
      readonly to: string;
      readonly ahead: true;
    };
    /**
     * Have the application of a host that works export a volume at so many bytes a second, in a format that no platform has of
     * its own, for another host. Found: the device.
     */
    export: CopyForHost & { readonly from: string; readonly rate: number };
    /** Import what was exported for a host, at so many bytes a second, and present that. Found: the device. */
    import: { readonly volume: string; readonly device: string; readonly to: string; readonly rate: number };
    /** Ask a storage system whether it takes orders, and what has become of these copies. Found: that, if asked. */
    "ask-storage": { readonly array: string; readonly copies?: readonly CopyOrdered[] };
    /** Ask a storage system whether anybody has written to a device since it was filled. Found: that. */
    "ask-device": { readonly volume: string; readonly device: string };
    /** Take a backup of a volume now. */
    "back-up": { readonly volume: string };
    /**
     * Restore the last good backup of a volume for a host, presented to nobody yet, and not onto a device that may be newer.
     * Found: the device.
     */
    restore: { readonly volume: string; readonly to: string; readonly spares?: readonly string[] };
    /** Find the transaction log of a volume and convert it at so many bytes a second. */
    "transform-log": { readonly volume: string; readonly rate: number };
    /** Find the transaction log of a volume (or the converted one), apply it to an older copy, and present that. Found: the device. */
    "apply-log": {
      readonly volume: string;
      readonly device: string;
      readonly to: string;
      readonly log: "as-written" | "transformed";
    };
    /** Let a host reach a device over the network. Found: the device. */
    share: { readonly volume: string; readonly device: string; readonly to: string };
    /** Record what a host is made of. Found: its configuration. */
    "read-configuration": { readonly host: string };
    /** Have a director send what is for one address to another. */
    redirect: { readonly director: string; readonly from: string; readonly to: string };
    /** Have a name server name another address for a service; users know the old one for as long as an answer lives. */
    "register-name": {
      readonly server: string;
      readonly service: string;
      readonly address: string;
      readonly ttl: Micros;
    };
    /** Write an identity into the system of a host that is off or in standalone; `standalone`: as soon as it has come there. */
    "set-identity": { readonly host: string; readonly identity: Identity; readonly standalone?: true };
    /** Write an identity into the system on a device that nobody works with, and into what mirrors that. Found: the device. */
    "write-identity": { readonly volume: string; readonly device: string; readonly identity: Identity };
    /** A person moves the storage cables of one host to another, with the storage systems off meanwhile if that is said. Found: nothing. */
    "move-cables": { readonly from: string; readonly to: string; readonly storageOff?: true };
    /** A person gets out the backups of one host so that they can be restored for another. Found: nothing. */
    "fetch-backups": { readonly from: string; readonly to: string };
  }

  interface Messages {
    /** An operator wants that a host takes its services back, now. */
    "fail-back": { readonly host: string };
    /** Somebody has changed what a host is made of, and says what that is now. */
    configuration: { readonly host: string; readonly platform: Platform };
    /**
     * Another controller over the same hosts wants one for a service, or gives it back (`service` is null), and waits for the answer;
     * `beside`: it goes on with what it serves itself, and nobody shuts it down for that.
     */
    reserve: {
      readonly question: number;
      readonly host: string;
      readonly service: string | null;
      readonly beside?: true;
    };
    /** The answer: why it is refused, or `null` when it is granted. */
    reserved: { readonly question: number; readonly refused: string | null };
    /** To another controller over the same hosts: services are about to be moved from a host, which is fenced, to another one. */
    "takeover-begins": { readonly services: readonly string[]; readonly from: string; readonly to: string };
    /** Services were moved to a host, or were not. */
    "takeover-ends": {
      readonly services: readonly string[];
      readonly to: string;
      readonly result: "done" | "given-up";
      /** The devices with the newest data of what moved. */
      readonly devices: readonly { readonly volume: string; readonly device: string }[];
    };
    /** No host can be found that could serve these. */
    "host-wanted": { readonly services: readonly string[] };
  }

  interface Notes {
    verdict: { readonly host: string; readonly verdict: Verdict; readonly because: Reason };
    /** What a stand-in has itself will be laid over, and nothing of it was put aside: so the policy wants it. */
    "data-discarded": { readonly host: string; readonly volumes: readonly string[]; readonly because: Reason };
    /** A takeover is needed and nobody can stand in. */
    waiting: { readonly services: readonly string[]; readonly because: Reason };
    /** Others would have come first as stand-ins, and cannot. */
    "passed-over": { readonly services: readonly string[]; readonly because: ReasonOf<"passed-over"> };
    /** A failback was given up so often that it is not tried again by itself. */
    "failback-stopped": { readonly host: string; readonly services: readonly string[]; readonly because: Reason };
    /** What a host is made of was recorded anew. */
    "configuration-recorded": { readonly host: string; readonly because: Reason };
    /** An operator's order cannot be carried out. */
    "order-refused": { readonly host: string; readonly because: Reason };
  }

  interface Findings {
    /** Whether a storage system works on any of the copies that it was asked about, and what came of others. */
    copies: { readonly underWay: boolean; readonly ended?: readonly CopyEnded[] };
    /** Whether anybody has written to the device that it was asked about. */
    written: { readonly written: boolean };
  }

  interface Reasons {
    verdict: { readonly host: string; readonly verdict: string };
    serviced: { readonly host: string };
    ahead: { readonly what: string; readonly figure: string | null };
    "no-stand-in": { readonly passed: readonly PassedOver[] };
    "passed-over": { readonly passed: readonly PassedOver[] };
    "tried-again": { readonly [none in never]: never };
    "nobody-else": { readonly host: string };
    failback: { readonly host: string; readonly ordered: boolean };
    "failbacks-in-vain": { readonly host: string; readonly times: number };
    "mirror-again": { readonly volume: string };
    "free-again": { readonly host: string };
    "own-life": { readonly host: string };
    "with-its-site": { readonly host: string };
    "of-no-account": { readonly [none in never]: never };
    "backed-up-before": { readonly [none in never]: never };
    "gives-way": { readonly to: readonly string[]; readonly priority: number };
    "gave-way": { readonly host: string };
    /** What it is to do is in vain if it is not there any more. */
    "is-it-there": { readonly array: string };
    /** A host that was given up is seen at work, by evidence newer than whatever was done to it. */
    "seen-at-work": { readonly host: string; readonly at: Micros };
    "put-back": { readonly host: string };
    upgraded: { readonly host: string };
    "may-start": { readonly [none in never]: never };
    /** It was heard, and would be found under what another one serves under. */
    namesake: { readonly host: string; readonly holder: string };
    /** Somebody pulled it, and nobody has said that it is in again. */
    "plug-is-out": { readonly host: string };
  }
}

/** A copy that was ordered, and for whom. */
export interface CopyOrdered {
  readonly volume: string;
  /** The host for which it is; `null`: the log of the volume is converted. */
  readonly to: string | null;
  /** What came of it is asked too, if it was ordered since. */
  readonly since?: Micros;
}

/** What came of one: its answer got lost. */
export interface CopyEnded extends Pick<CopyOrdered, "volume" | "to"> {
  readonly outcome: Outcome;
}

/** A copy for a host; `ahead`: made before it is needed, and presented to nobody. */
interface CopyForHost {
  readonly volume: string;
  readonly device: string;
  readonly to: string;
  readonly ahead: boolean;
  /** See `copy`. */
  readonly asHelper?: Identity;
  /** Of a system: what the copy is given in the place of the identity that it would carry. */
  readonly identity?: Identity;
}

export const failoverReasons: ReasonSayers<
  | "verdict"
  | "serviced"
  | "ahead"
  | "no-stand-in"
  | "passed-over"
  | "tried-again"
  | "nobody-else"
  | "failback"
  | "failbacks-in-vain"
  | "mirror-again"
  | "free-again"
  | "own-life"
  | "with-its-site"
  | "of-no-account"
  | "backed-up-before"
  | "gives-way"
  | "gave-way"
  | "seen-at-work"
  | "put-back"
  | "upgraded"
  | "may-start"
  | "namesake"
  | "plug-is-out"
  | "is-it-there"
> = {
  verdict: ({ host, verdict }) => `${host} is ${verdict}`,
  serviced: ({ host }) => `${host} is said to be in order and may be used again`,
  ahead: ({ what, figure }) => (figure === null ? `ahead, ${what}` : `ahead, ${what} (${figure})`),
  "no-stand-in": ({ passed }) =>
    passed.length === 0 ? "no other host may stand in" : `no host can stand in now: ${sayPassedOver(passed)}`,
  "passed-over": ({ passed }) => sayPassedOver(passed),
  "tried-again": () => "the last attempt was given up",
  "nobody-else": ({ host }) => `nobody else can stand in, and ${host} may work again`,
  failback: ({ host, ordered }) =>
    ordered ? `an operator wants ${host} back` : `${host} is said to be in order and takes over again`,
  "failbacks-in-vain": ({ host, times }) =>
    times === 1
      ? `the failback to ${host} was given up`
      : `${times} failbacks in a row to ${host} were given up: it waits for a repair or an order`,
  "mirror-again": ({ volume }) => `${volume} shall have a mirror again, so that the next takeover can split it`,
  "free-again": ({ host }) => `${host} is free again`,
  "own-life": ({ host }) => `${host} stands in for nobody any more and resumes its own life`,
  "with-its-site": ({ host }) => `${host}, which is of its site, is replaced, and they move as one`,
  "of-no-account": () => "the policy says that it does not matter",
  "backed-up-before": () =>
    "its last backup is recent enough to the policy; what came after that is in its log, or lost",
  "gives-way": ({ to, priority }) => `${to.join(", ")} needs its host, and has priority ${priority}`,
  "seen-at-work": ({ host, at }) => say`${host} is at work after all, seen ${atInstant(at)}`,
  "is-it-there": ({ array }) => `nobody is told when ${array} fails`,
  "put-back": ({ host }) => `${host} goes on with it`,
  upgraded: ({ host }) => `${host} is made of something else since it was upgraded`,
  "may-start": () => "whoever may start with what it is not to have any more must be off",
  namesake: ({ host, holder }) => `${host} would answer under the address that ${holder} serves under`,
  "plug-is-out": ({ host }) => `somebody pulled the plug of ${host}, and it is to take its services back`,
  "gave-way": ({ host }) => `it gave ${host} up for something more important`,
};

export const failoverNotes: NoteSayers<
  | "verdict"
  | "data-discarded"
  | "waiting"
  | "passed-over"
  | "failback-stopped"
  | "order-refused"
  | "configuration-recorded"
> = {
  verdict: ({ host, verdict }, watched) => `verdict on ${watched(host)}: ${verdict}`,
  "data-discarded": ({ host, volumes }) => `gives up what ${host} has itself: ${volumes.join(", ")}`,
  waiting: ({ services }) => `waits with ${services.join(", ")}`,
  "passed-over": ({ services, because: { passed } }) => `passes over ${namesOf(passed)} for ${services.join(", ")}`,
  "failback-stopped": ({ host, services }) => `does not try again to give ${services.join(", ")} back to ${host}`,
  "configuration-recorded": ({ host }) => `records anew what ${host} is made of`,
  "order-refused": ({ host }) => `refuses to give ${host} its services back`,
};

const sayMove = ({ kind, subjects }: Undertaking, between: string): string =>
  `${kind === "failback" ? "failback" : "takeover"} of ${subjects.map(({ name }) => name).join(between)}`;
const sayWay = (of: Undertaking): string => `${sayMove(of, ", ")} from ${of.from} to ${of.to}`;

const move: UndertakingSayer = {
  begins: (of, routine) => `${sayWay(of)} begins, routine ${routine}`,
  ended: (of, result) => `${sayWay(of)} ${result}`,
  asCause: (of, because) => {
    if (because.rule === "gives-way") return `giving way to ${because.to.join(" and ")}`;
    return because.rule === "with-its-site" ? `${sayMove(of, " and ")} with its site` : sayMove(of, " and ");
  },
};
/** All are moves: of a service that takes up its own life, or gives way, on one host. */
export const failoverUndertakings = {
  takeover: move,
  failback: move,
  "own life": move,
  "giving way": move,
  "with its site": move,
};
