/** Which replications a summary keeps in full: all while they are few, else the first, those with violations, and the worst. */
import { FIRST_KEPT, INCIDENTS_KEPT, type ReplicationResult } from "../result/index.js";

const VIOLATING = 50;
const WORST = 50;

export class KeptReplications {
  private readonly first: ReplicationResult[] = [];
  private readonly violating: ReplicationResult[] = [];
  /** By time down, the longest first; among equals the earlier one. */
  private worst: { readonly down: number; readonly result: ReplicationResult }[] = [];
  private seen = 0;

  /** In the order of the replications. */
  add(result: ReplicationResult): void {
    this.seen += 1;
    if (this.seen <= FIRST_KEPT) this.first.push(abridged(result));
    else if (this.violating.length < VIOLATING && result.invariants.some(({ violations }) => violations > 0)) {
      this.violating.push(abridged(result));
    } else this.consider(result);
  }

  get count(): number {
    return this.seen;
  }

  /** The replication that went worst: that violated something, else was down longest; `null` when all went well. */
  get worstReplication(): number | null {
    let worst: { readonly badness: number; readonly replication: number } | null = null;
    for (const result of this.finish()) {
      const badness = badnessOf(result);
      if (badness > (worst?.badness ?? 0)) worst = { badness, replication: result.replication };
    }
    return worst?.replication ?? null;
  }

  finish(): readonly ReplicationResult[] {
    return [...this.first, ...this.violating, ...this.worst.map(({ result }) => result)].sort(
      (a, b) => a.replication - b.replication,
    );
  }

  private consider(result: ReplicationResult): void {
    const down = secondsDown(result);
    if (this.worst.length === WORST && down <= this.worst[WORST - 1]!.down) return;
    const place = this.worst.findIndex((other) => other.down < down);
    this.worst.splice(place === -1 ? this.worst.length : place, 0, { down, result: abridged(result) });
    this.worst = this.worst.slice(0, WORST);
  }
}

/** Worse than any downtime is a violated invariant; 0 where all went well. */
export function badnessOf(result: ReplicationResult): number {
  const violated = result.invariants.some(({ violations }) => violations > 0);
  return violated ? Number.MAX_VALUE : secondsDown(result);
}

function secondsDown({ incidents }: ReplicationResult): number {
  return incidents.reduce((sum, { recoveryTimeSeconds }) => sum + recoveryTimeSeconds, 0);
}

function abridged(result: ReplicationResult): ReplicationResult {
  const { incidents, brownOuts = [] } = result;
  if (incidents.length <= INCIDENTS_KEPT && brownOuts.length <= INCIDENTS_KEPT) return result;
  return {
    ...result,
    incidents: incidents.slice(0, INCIDENTS_KEPT),
    brownOuts: brownOuts.slice(0, INCIDENTS_KEPT),
    incidentsLeftOut: Math.max(0, incidents.length - INCIDENTS_KEPT),
  };
}
