/** Since when nothing has been wrong with the members of sets and with what they talk over. */
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, Observer } from "../hearing.js";

/** One trouble more or less; each is told when it begins and when it ends. */
export class SetPeace implements Observer {
  private troubles = 0;
  private endedAt: Micros = 0;
  private readonly members: ReadonlySet<string>;
  private readonly ways: ReadonlySet<string>;

  constructor({ memberSets = [], networks }: WorldSpec) {
    this.members = new Set(memberSets.flatMap(({ members }) => members));
    this.ways = new Set(networks.map(({ name }) => name));
  }

  readonly hears: Hearing = {
    // Who is gone for good is no trouble for those who are left; but they need a while.
    PartChanged: ({ part, at }) => {
      if (this.members.has(part)) this.endedAt = at;
    },
    TalkDisturbed: ({ disturbed, at }) => this.count(disturbed, at),
    LinkChanged: ({ link, up, at }) => {
      if (this.ways.has(link)) this.count(!up, at);
    },
    LinkQualityChanged: ({ link, at }) => {
      if (this.ways.has(link)) this.endedAt = at;
    },
  };

  private count(begins: boolean, at: Micros): void {
    this.troubles += begins ? 1 : -1;
    this.endedAt = at;
  }

  /** `at` itself while something is wrong. */
  since(at: Micros): Micros {
    return this.troubles > 0 ? at : this.endedAt;
  }
}
