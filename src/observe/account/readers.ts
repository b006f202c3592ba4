/** Which hosts could go on with what the last one to work with a volume has left there: in its format, with a system to start from. */
import { comparePlatforms, movesIn, type Platform } from "../../control/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { CopyAccount } from "./copy-account.js";

export class Readers {
  private readonly platforms: Map<string, Platform | null>;
  /** By volume: who worked with it last. */
  private readonly users = new Map<string, string>();

  constructor(
    private readonly context: ObservationContext,
    private readonly copies: CopyAccount,
  ) {
    this.platforms = new Map(context.spec.hosts.map(({ name, platform = null }) => [name, platform]));
  }

  readonly hears = {
    DataMounted: ({ host, volume }) => void this.users.set(volume, host),
    HostUpgraded: ({ host, platform }) => void this.platforms.set(host, platform),
  } satisfies Hearing;

  /**
   * Whether somebody is left who could serve for a home. What was converted for a stand-in can be read by that one, and by those for
   * whom there is a conversion of it: if each of them starts from a system of its own that is on no disk any more, no eligible host
   * exists, whatever else is whole. Whoever starts from what is brought to it is judged by that.
   */
  isLeftFor(home: string): boolean {
    const { spec, standIns } = this.context;
    const data = this.ownedBy(home, "data");
    const user = data.map((volume) => this.users.get(volume)).find((each) => each !== undefined) ?? home;
    if (user === home) return true;
    const able = spec.hosts
      .map(({ name }) => name)
      .filter((name) => name === home || name === user || (standIns?.includes(name) ?? true));
    return able.some((name) => this.reads(name, user) && this.startsFor(name, home));
  }

  private reads(name: string, user: string): boolean {
    return name === user || this.comparison(user, name).is !== "unknown";
  }

  private startsFor(name: string, home: string): boolean {
    const isMoved = this.context.moves?.includes("system") ?? true;
    if (isMoved && movesIn(this.comparison(home, name), "system")) return true;
    return this.ownedBy(name, "system").every((volume) => this.copies.isLeft(volume, this.context));
  }

  private comparison(from: string, to: string): ReturnType<typeof comparePlatforms> {
    const { spec, moves } = this.context;
    const platformOf = (name: string): Platform | null => this.platforms.get(name) ?? null;
    return comparePlatforms(platformOf(from), platformOf(to), spec.transformations ?? [], moves);
  }

  private ownedBy(host: string, content: "system" | "data"): readonly string[] {
    const { arrays } = this.context.spec;
    return arrays.flatMap(({ volumes }) =>
      volumes.filter((each) => each.host === host && each.holds === content).map(({ name }) => name),
    );
  }
}
