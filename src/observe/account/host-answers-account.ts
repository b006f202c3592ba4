/** How many requests each host answered since the warm-up, by the counts that are taken at the hosts. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";

/**
 * Counts are taken every hour, whenever a host or a service changes, and at the end. Of those between two of them that the
 * end of the warm-up parts, a share in proportion to the time belongs to what comes after it, in whole requests.
 */
export class HostAnswersAccount {
  private readonly warmUp: Micros;
  private readonly counted = new Map<string, number>();
  /** What had been answered when the warm-up was over; `null` before that. */
  private before: ReadonlyMap<string, number> | null = null;
  private countedAt: Micros = 0;

  constructor({ warmUp }: ObservationContext) {
    this.warmUp = warmUp;
  }

  readonly hears: Hearing = {
    RequestsAudited: ({ hosts, at }) => {
      // Of the services that were counted at one instant the last one tells the hosts.
      if (hosts.length === 0) return;
      if (this.before === null && at > this.warmUp) {
        const part = (this.warmUp - this.countedAt) / (at - this.countedAt);
        this.before = new Map(
          hosts.map(({ host, completed }) => {
            const earlier = this.counted.get(host) ?? 0;
            return [host, earlier + Math.ceil((completed - earlier) * part)];
          }),
        );
      }
      for (const { host, completed } of hosts) this.counted.set(host, completed);
      this.countedAt = at;
    },
  };

  of(host: string): number {
    return this.before === null ? 0 : (this.counted.get(host) ?? 0) - (this.before.get(host) ?? 0);
  }

  get inAll(): number {
    return [...this.counted.keys()].reduce((sum, host) => sum + this.of(host), 0);
  }
}
