/** A member beyond its failure limit holds no role until it was serviced. */
import type { Version } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { ObservationContext } from "../account/context.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** A failure that a Primary has counted, as the change of the configuration that says so. */
interface Counted {
  readonly member: string;
  readonly at: Micros;
  readonly epoch: number;
  /** That of the change; `null` until it is stored, which is next. */
  index: number | null;
  /** Members whose configuration holds it. */
  readonly knownTo: Set<string>;
}

/** What became of the failures that were counted in one set. */
class SetFailures {
  private counted: Counted[] = [];
  private epoch = 0;
  /** By epoch: who has made its changes. */
  private readonly authors = new Map<number, string>();

  constructor(
    private readonly limit: NonNullable<ObservationContext["failureLimit"]>,
    private readonly members: number,
  ) {}

  /** Whether it is beyond the limit by that. */
  count(member: string, epoch: number, at: Micros): boolean {
    const failure: Counted = { member, at, epoch, index: null, knownTo: new Set() };
    this.counted.push(failure);
    return this.isLast(failure, (each) => each.epoch === epoch || this.isDurable(each));
  }

  hearStored(member: string, { epoch, index }: Version): void {
    // Whoever makes the first change of an epoch is its Primary, and goes on with what it has; all others take that over.
    const author = this.authors.get(epoch) ?? member;
    this.authors.set(epoch, author);
    for (const each of this.counted) {
      // The first that is stored in that epoch after it was counted is the change itself.
      if (each.epoch === epoch) each.index ??= index;
      const hasIt = each.epoch === epoch ? index >= each.index! : each.epoch < epoch && each.knownTo.has(author);
      if (hasIt) each.knownTo.add(member);
      else if (each.epoch < epoch) each.knownTo.delete(member);
    }
  }

  hearPrimary(epoch: number): void {
    this.epoch = epoch;
  }

  forget(member: string): void {
    this.counted = this.counted.filter((each) => each.member !== member);
  }

  /** Whether whoever rules in an epoch knows, or has to know, that a member is held out. */
  isBeyond(member: string, epoch: number): boolean {
    const isKnown = (each: Counted): boolean => each.epoch === epoch || (each.epoch < epoch && this.isDurable(each));
    return this.counted.some(
      (each) =>
        each.member === member &&
        isKnown(each) &&
        // Who does not hear of a newer Primary cannot know what that counted.
        (each.epoch < epoch || this.epoch === epoch) &&
        this.isLast(each, isKnown),
    );
  }

  /** Whether it is the one that was too many, of those that count. */
  private isLast({ member, at }: Counted, counts: (failure: Counted) => boolean): boolean {
    const { failures, within } = this.limit;
    const recent = this.counted.filter(
      (each) => each.member === member && each.at <= at && each.at > at - within && counts(each),
    );
    return recent.length > failures;
  }

  /** Every later Primary is elected by a majority, of which one has it. */
  private isDurable({ knownTo }: Counted): boolean {
    return 2 * knownTo.size > this.members;
  }
}

/**
 * Evaluated whenever a member gets a role. Failures are counted here by the truth of what Primaries gave up, whoever was
 * Primary then: one that forgets what its predecessor counted is found out. What a predecessor that was cut off has counted,
 * and could not have a majority store, its successor cannot know, and need not. A role that is taken and left at one instant was
 * never held: what gave it and what took it away were both under way.
 */
export const failureLimitHonoured: Invariant = {
  name: "failure-limit-honoured",
  about:
    "A member that failed more often than the limit allows holds no role until it was serviced: it would take the set down with it.",
  idle: "no member failed that often",
  appliesTo: all(runs("failover-sets"), ({ failureLimit }) => failureLimit !== undefined),
  watch: (finding, { context: { failureLimit: limit, spec } }) => {
    if (limit === undefined) return { hears: {} };
    const sets = new Map(
      (spec.memberSets ?? []).map(({ name, members }) => [name, new SetFailures(limit, members.length)] as const),
    );
    /** By set and member: a role that nobody beyond the limit is to have, since when. */
    const taken = new Map<string, { readonly at: Micros; readonly what: string }>();
    const accuse = (before: Micros) => {
      for (const [key, { at, what }] of taken) {
        if (at >= before) continue;
        finding.violated(at, what);
        taken.delete(key);
      }
    };
    return {
      finish: () => accuse(Infinity),
      hears: {
        NoteMade: ({ note, at }) => {
          if (taken.size > 0) accuse(at);
          switch (note.kind) {
            // Followers give a Primary up too; it counts once, when the next Primary says so.
            case "failure-counted":
              if (sets.get(note.set)?.count(note.member, note.epoch, at)) finding.stake();
              return;
            case "configuration-stored":
              return sets.get(note.set)?.hearStored(note.member, note.version);
            case "member-serviced":
              return sets.get(note.set)?.forget(note.member);
            case "role-taken":
              if (note.role === "primary") sets.get(note.set)?.hearPrimary(note.epoch);
              if (note.role === "none") return void taken.delete(`${note.set} ${note.member}`);
              if (sets.get(note.set)?.isBeyond(note.member, note.epoch) !== true) return;
              taken.set(`${note.set} ${note.member}`, {
                at,
                what: `${note.member} is ${note.role}, and has failed too often`,
              });
          }
        },
      },
    };
  },
};
