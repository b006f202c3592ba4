/** The words of failover sets: what their machines have the world do, what they note, and why. */
import type { Micros } from "../../units/index.js";
import type { NoteSayers, RoutineNotes, UndertakingSayer } from "../note.js";
import type { ReasonSayers } from "../reason.js";
import { at as atInstant, duration, instant, say } from "../say.js";
import type { Reason as Why } from "../words.js";
import type { Version } from "./configuration.js";
import type { CorrectiveAction } from "./member-config.js";
import type { BootKind } from "./member-state.js";
import type { Role } from "./messages.js";

declare module "../words.js" {
  interface Actions {
    /** A control processor tests itself. Found: whether it works as specified. */
    "test-itself": { readonly place: string };
    /** A control processor looks at the parts of its server. Found: those that do not work. */
    "examine-parts": { readonly server: string };
    /** Has another part, or combination of parts, do what one did. An older epoch is refused. */
    "assign-duty": { readonly duty: string; readonly to: string; readonly epoch: number };
    /** Tries to bring a part back. Failed: it does not work afterwards either. */
    "correct-part": { readonly part: string; readonly by: CorrectiveAction };
    /** A person repairs a part that nothing can stand in for. */
    "repair-part": { readonly part: string };
  }

  interface Findings {
    "self-test": { readonly passes: boolean };
    parts: { readonly broken: readonly string[] };
  }

  interface Notes {
    /** A member has a role from now on, as it knows itself. */
    "role-taken": {
      readonly set: string;
      readonly member: string;
      readonly role: Role;
      readonly epoch: number;
      readonly because: Why;
    };
    "member-booted": { readonly set: string; readonly member: string; readonly how: BootKind };
    /** The Primary lets somebody have a role, or not. */
    "member-admitted": { readonly set: string; readonly member: string; readonly version: Version };
    "candidate-refused": { readonly set: string; readonly member: string; readonly because: Why };
    /** It is over with somebody, for now. */
    "member-given-up": { readonly set: string; readonly member: string; readonly by: string; readonly because: Why };
    "link-given-up": {
      readonly set: string;
      readonly member: string;
      readonly by: string;
      readonly network: string;
      readonly because: Why;
    };
    /** A Primary counts a failure. */
    "failure-counted": { readonly set: string; readonly member: string; readonly epoch: number };
    "member-held-out": {
      readonly set: string;
      readonly member: string;
      readonly epoch: number;
      readonly failures: number;
    };
    "member-serviced": { readonly set: string; readonly member: string };
    /** A member has stored a configuration. */
    "configuration-stored": {
      readonly set: string;
      readonly member: string;
      readonly version: Version;
      readonly digest: number;
    };
    /** The Primary answers for a change: it is durable. */
    "change-acknowledged": {
      readonly set: string;
      readonly member: string;
      readonly request: number;
      readonly key: string;
      readonly version: Version;
    };
    /** A Primary heard of another one. */
    "roles-conflict": { readonly set: string; readonly member: string; readonly other: string };
    /** A request of the console was taken by a member, or ended. */
    "request-taken": { readonly set: string; readonly member: string; readonly request: number };
    "request-ended": { readonly set: string; readonly request: number; readonly done: boolean; readonly took: Micros };
    "duty-lost": { readonly set: string; readonly duty: string; readonly because: Why };
  }

  interface Reasons {
    "best-of-those-who-vote": { readonly votes: number; readonly of: number };
    "no-primary-heard": { readonly since: Micros };
    "primary-given-up": { readonly primary: string };
    "told-by-primary": { readonly primary: string };
    "lease-ended": { readonly leaseUntil: Micros };
    "newer-epoch": { readonly epoch: number };
    "better-claim": { readonly of: string };
    "not-to-specification": { readonly by: "itself" | "others" };
    "silent-on-all-networks": { readonly networks: readonly string[]; readonly within: Micros };
    "silent-on-one-network": { readonly network: string };
    "self-test-passed": { readonly over: readonly string[] };
    "heard-on-some-networks": { readonly heard: readonly string[]; readonly missing: readonly string[] };
    incompatible: { readonly what: string; readonly has: string; readonly wanted: string };
    "over-the-limit": { readonly failures: number; readonly within: Micros };
    "part-failed": { readonly part: string };
    "set-exhausted": { readonly set: string };
    "given-back": { readonly to: string };
    "ended-before": { readonly because: string };
  }
}

export const setReasons: ReasonSayers<
  | "best-of-those-who-vote"
  | "no-primary-heard"
  | "primary-given-up"
  | "told-by-primary"
  | "lease-ended"
  | "newer-epoch"
  | "better-claim"
  | "not-to-specification"
  | "silent-on-all-networks"
  | "silent-on-one-network"
  | "self-test-passed"
  | "heard-on-some-networks"
  | "incompatible"
  | "over-the-limit"
  | "part-failed"
  | "set-exhausted"
  | "given-back"
  | "ended-before"
> = {
  "best-of-those-who-vote": ({ votes, of }) => `${votes} of ${of} voters promised to follow`,
  "no-primary-heard": ({ since }) => say`no Primary was heard since ${instant(since)}`,
  "primary-given-up": ({ primary }) => `${primary} was given up`,
  "told-by-primary": ({ primary }) => `${primary} says so`,
  "lease-ended": ({ leaseUntil }) => say`its lease ended ${atInstant(leaseUntil)}: too few answered`,
  "newer-epoch": ({ epoch }) => `somebody follows a newer Primary (epoch ${epoch})`,
  "better-claim": ({ of }) => `${of} comes before it`,
  "not-to-specification": ({ by }) => `${by === "itself" ? "its own" : "the"} self-test found it out of order`,
  "silent-on-all-networks": ({ networks, within }) =>
    say`silent on ${networks.join(" and ")}, and no self-test answered within ${duration(within)}`,
  "silent-on-one-network": ({ network }) => `silent on ${network}`,
  "self-test-passed": ({ over }) => `its self-test passed over ${over.join(" and ")}: the link is broken`,
  "heard-on-some-networks": ({ heard, missing }) => `heard on ${heard.join(", ")} and not on ${missing.join(", ")}`,
  // A revision that nobody has written down is one of its own.
  incompatible: ({ what, has, wanted }) =>
    `its ${what} is ${has || "not stated"}, and that of the set ${wanted || "not"}`,
  "over-the-limit": ({ failures, within }) =>
    say`${failures} ${failures === 1 ? "failure" : "failures"} within ${duration(within)}`,
  "part-failed": ({ part }) => `${part} does not work`,
  "set-exhausted": ({ set }) => `no member of ${set} works`,
  "given-back": ({ to }) => `${to} is back and gets its role`,
  "ended-before": ({ because }) => because,
};

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  primary: "Primary",
  secondary: "Secondary",
  alternate: "Alternate",
  none: "without a role",
};

const BOOTS: Readonly<Record<BootKind, string>> = {
  "cold-start": "with a cold start of the set",
  restart: "again, after a restart of its own",
  joining: "for the first time, into a set at work",
  "during-failover": "during a failover",
};

export const setNotes: NoteSayers<
  | "role-taken"
  | "member-booted"
  | "member-admitted"
  | "candidate-refused"
  | "member-given-up"
  | "link-given-up"
  | "member-held-out"
  | "member-serviced"
  | "roles-conflict"
  | "duty-lost"
> = {
  "role-taken": ({ member, role }) => `${member} is ${ROLE_NAMES[role]}`,
  "member-booted": ({ member, how }) => `${member} comes in ${BOOTS[how]}`,
  "member-admitted": ({ member }) => `${member} is up to date and may hold a role`,
  "candidate-refused": ({ member }) => `${member} is not admitted`,
  "member-given-up": ({ member, by }) => `${by} gives up ${member}`,
  "link-given-up": ({ member, by, network }) => `${by} gives up its link to ${member} over ${network}`,
  "member-held-out": ({ member, failures }) => `${member} is held out after ${failures} failures, until it is serviced`,
  "member-serviced": ({ member }) => `${member} was serviced and may come back`,
  "roles-conflict": ({ member, other }) => `${member} and ${other} are both Primary`,
  "duty-lost": ({ duty }) => `nobody is left for ${duty}`,
};

export const setRoutine: RoutineNotes<"role-taken" | "member-booted" | "member-admitted"> = {
  // Whoever is chosen says that it serves; and a new Primary has its members be without a role, and then Alternates.
  "role-taken": ({ role, because }) =>
    (role === "primary" && because.rule === "best-of-those-who-vote") ||
    ((role === "none" || role === "alternate") && because.rule === "told-by-primary"),
  "member-booted": ({ how }) => how === "cold-start",
  "member-admitted": () => true,
};

export const setUndertakings: Readonly<Record<string, UndertakingSayer>> = {
  settling: {
    begins: ({ to }) => `${to ?? "a member"} stands for Primary`,
    ended: ({ to }, result) => (result === "done" ? `${to} serves as Primary` : `${to} does not become Primary`),
  },
  replacement: {
    begins: ({ from, to }) => `${to} is to do what ${from} did`,
    ended: ({ from, to }, result) =>
      result === "done" ? `${to} does what ${from} did` : `${to} cannot do what ${from} did`,
  },
  correction: {
    begins: ({ from }) => `${from} is to be put right`,
    ended: ({ from }, result) => (result === "done" ? `${from} works again` : `${from} was not put right`),
  },
};
