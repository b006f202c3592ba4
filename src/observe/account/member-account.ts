/** What really became of the members of failover sets: who works, which role each has and what it has stored, and how that came about. */
import type { NoteOf, Role, Version } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";

/** A member as it is; its role as it knows itself. */
export interface MemberBook {
  readonly set: string;
  state: "works" | "hung" | "gone";
  /** Since when it is in that state. */
  since: Micros;
  role: Role;
  epoch: number;
  version: Version | null;
  digest: number;
  heldOut: boolean;
  refused: boolean;
  requests: number;
}

/** One Primary after another. */
export interface Takeover {
  readonly at: Micros;
  readonly from: string | null;
  readonly to: string;
  /** Since the one before stopped, until it was given up; `null`: it had not stopped. */
  readonly detect: Micros | null;
  /** From there until somebody served. */
  readonly settle: Micros | null;
  /** The one before worked all the time, and was not found out of order. */
  readonly isFalse: boolean;
}

export interface SetBook {
  readonly members: readonly string[];
  readonly networks: readonly string[];
  readonly takeovers: Takeover[];
  primary: string | null;
  /** Of the present Primary: when it was given up. */
  givenUpAt: Micros | null;
  wasUnfit: boolean;
  /** Members that were held out, each as often as that happened. */
  readonly heldOut: Micros[];
  /** Members that were given up and worked all the same. */
  readonly falselyGivenUp: Micros[];
  readonly requests: { readonly at: Micros; readonly done: boolean; readonly took: Micros }[];
  /** When each member was admitted. */
  readonly boots: Map<string, string>;
}

export class MemberAccount {
  readonly members = new Map<string, MemberBook>();
  readonly sets = new Map<string, SetBook>();

  constructor({ spec }: ObservationContext) {
    for (const { name, members, networks } of spec.memberSets ?? []) {
      this.sets.set(name, {
        ...{ members, networks, takeovers: [], primary: null, givenUpAt: null, wasUnfit: false, heldOut: [] },
        ...{ falselyGivenUp: [], requests: [], boots: new Map() },
      });
      for (const each of members) {
        this.members.set(each, {
          ...{ set: name, state: "works", since: 0, role: "none", epoch: 0, version: null, digest: 0 },
          ...{ heldOut: false, refused: false, requests: 0 },
        });
      }
    }
  }

  readonly hears: Hearing = {
    PartChanged: ({ part, state, at }) => {
      const book = this.members.get(part);
      if (book === undefined) return;
      book.state = state;
      book.since = at;
      if (state === "gone") book.role = "none";
    },
    NoteMade: (record) => this.hearNote(record),
  };

  /** Those who serve as Primary at this instant: whoever hangs does nothing. */
  primariesOf(set: string): readonly string[] {
    const { members } = this.sets.get(set)!;
    return members.filter((each) => {
      const { role, state } = this.members.get(each)!;
      return role === "primary" && state === "works";
    });
  }

  private hearNote({ note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "role-taken":
        return this.hearRole(note, at);
      case "configuration-stored": {
        const book = this.members.get(note.member);
        if (book === undefined) return;
        book.version = note.version;
        book.digest = note.digest;
        return;
      }
      case "member-given-up":
        return this.hearGivenUp(note, at);
      case "member-held-out":
        this.sets.get(note.set)?.heldOut.push(at);
        return this.setHeldOut(note.member, true);
      case "member-serviced":
        return this.setHeldOut(note.member, false);
      case "candidate-refused":
      case "member-admitted": {
        const book = this.members.get(note.member);
        if (book !== undefined) book.refused = note.kind === "candidate-refused";
        return;
      }
      case "member-booted":
        return void this.sets.get(note.set)?.boots.set(note.member, note.how);
      case "request-taken": {
        const book = this.members.get(note.member);
        if (book !== undefined) book.requests += 1;
        return;
      }
      case "request-ended":
        return void this.sets.get(note.set)?.requests.push({ at, done: note.done, took: note.took });
    }
  }

  private setHeldOut(member: string, heldOut: boolean): void {
    const book = this.members.get(member);
    if (book !== undefined) book.heldOut = heldOut;
  }

  private hearGivenUp({ set, member, because }: NoteOf<"member-given-up">, at: Micros): void {
    const found = this.sets.get(set);
    const book = this.members.get(member);
    if (found === undefined || book === undefined) return;
    const isUnfit = because.rule === "not-to-specification";
    if (found.primary === member) {
      found.givenUpAt ??= at;
      if (isUnfit) found.wasUnfit = true;
    } else if (book.state === "works" && !isUnfit && because.rule !== "ended-before") found.falselyGivenUp.push(at);
  }

  private hearRole({ set, member, role, epoch, because }: NoteOf<"role-taken">, at: Micros): void {
    const book = this.members.get(member);
    const found = this.sets.get(set);
    if (book === undefined || found === undefined) return;
    book.role = role;
    book.epoch = epoch;
    if (role === "none" && member === found.primary && because.rule === "not-to-specification") found.wasUnfit = true;
    if (role !== "primary" || found.primary === member) return;
    found.takeovers.push(this.takeoverOf(found, member, at));
    found.primary = member;
    found.givenUpAt = null;
    found.wasUnfit = false;
  }

  private takeoverOf({ primary: from, givenUpAt, wasUnfit }: SetBook, to: string, at: Micros): Takeover {
    const before = from === null ? undefined : this.members.get(from);
    const stoppedAt = before !== undefined && before.state !== "works" ? before.since : null;
    return {
      ...{ at, from, to },
      detect: stoppedAt === null || givenUpAt === null ? null : Math.max(0, givenUpAt - stoppedAt),
      settle: givenUpAt === null ? null : at - givenUpAt,
      isFalse: before?.state === "works" && givenUpAt !== null && !wasUnfit,
    };
  }
}
