/** How roles were settled in a set of control processors: how fast, how often for nothing, and how long there were none or two. */
import { toSeconds, type Micros } from "../../units/index.js";
import type { MemberAccount } from "../account/member-account.js";
import type { Hearing } from "../hearing.js";
import { meanSeconds, type Measure } from "./measure.js";

export const roles: Measure = {
  name: "roles",
  about: "How the roles of a failover set were settled.",
  of: "failover-set",
  headlines: ["without-primary", "takeovers.false"],
  appliesTo: ({ memberSets = [] }, set) => memberSets.some(({ name }) => name === set),
  values: [
    { key: "takeovers", about: "Times that another member became Primary.", unit: "count", better: "neither" },
    { key: "takeovers.false", about: "Of those: from one that worked as specified.", unit: "count", better: "lower" },
    {
      key: "given-up.false",
      about: "Other members given up that worked as specified.",
      unit: "count",
      better: "lower",
    },
    { key: "detect.mean", about: "From the end of a Primary until it was given up.", unit: "seconds", better: "lower" },
    { key: "settle.mean", about: "From there until another one served.", unit: "seconds", better: "lower" },
    {
      key: "without-primary",
      about: "How long nobody served as Primary, the start included.",
      unit: "seconds",
      better: "lower",
    },
    { key: "conflicts", about: "Times that several served as Primary at once.", unit: "count", better: "lower" },
    { key: "conflicts.time", about: "How long that lasted.", unit: "seconds", better: "lower" },
    { key: "held-out", about: "Members held out for failing too often.", unit: "count", better: "neither" },
    { key: "refused", about: "Members refused at the end.", unit: "count", better: "lower" },
  ],
  begin: (set, { members, context: { warmUp } }) => {
    const count = new PrimaryCount(set, members, warmUp);
    return {
      hears: count.hears,
      values: (until) => {
        const book = members.sets.get(set);
        if (book === undefined) return [null, null, null, null, null, null, null, null, null, null];
        count.look(until);
        const counted = book.takeovers.filter(({ at, from }) => at >= warmUp && from !== null);
        const known = (times: readonly (Micros | null)[]) => times.filter((each) => each !== null);
        return [
          counted.length,
          counted.filter(({ isFalse }) => isFalse).length,
          book.falselyGivenUp.filter((at) => at >= warmUp).length,
          meanSeconds(known(counted.map(({ detect }) => detect))),
          meanSeconds(known(counted.map(({ settle }) => settle))),
          toSeconds(count.without),
          count.conflicts,
          toSeconds(count.several),
          book.heldOut.filter((at) => at >= warmUp).length,
          book.members.filter((each) => members.members.get(each)!.refused).length,
        ];
      },
    };
  },
};

/** How many serve as Primary, over time. */
class PrimaryCount {
  without: Micros = 0;
  several: Micros = 0;
  conflicts = 0;
  private since: Micros;
  private now = 0;

  constructor(
    private readonly set: string,
    private readonly account: MemberAccount,
    private readonly warmUp: Micros,
  ) {
    this.since = warmUp;
  }

  readonly hears: Hearing = {
    NoteMade: ({ note, at }) => {
      if (note.kind === "role-taken") this.look(at);
    },
    PartChanged: ({ at }) => this.look(at),
  };

  look(at: Micros): void {
    if (!this.account.sets.has(this.set)) return;
    const span = Math.max(0, at - this.since);
    if (this.now === 0) this.without += span;
    if (this.now > 1) this.several += span;
    this.since = Math.max(this.since, at);
    const before = this.now;
    this.now = this.account.primariesOf(this.set).length;
    if (this.now > 1 && before <= 1 && at >= this.warmUp) this.conflicts += 1;
  }
}
