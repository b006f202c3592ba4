/** Adds up which faults cost how much time, and in which phases. */
import { causesInWords, PHASES, type Blame, type Incident, type Phase } from "../result/index.js";
import { IntegerSum } from "../stats/index.js";
import { fromSeconds, toSeconds } from "../units/index.js";

interface Account {
  readonly service: string;
  readonly cause: string;
  incidents: number;
  unended: number;
  /** In whole microseconds, so that no order of adding changes a digit. */
  readonly phases: ReadonlyMap<Phase, IntegerSum>;
}

/** Whose fault the time was: per service and cause. An incident that followed several faults at once is theirs together. */
export class BlameLedger {
  private readonly accounts = new Map<string, Account>();

  add(incident: Incident): void {
    // Which of them struck last is a matter of the incident: whose fault it was they share in any order.
    const causes = [...new Set(incident.causes)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const cause = causesInWords(causes);
    const key = JSON.stringify([incident.service, causes]);
    let account = this.accounts.get(key);
    if (account === undefined) {
      const phases = new Map(PHASES.map((phase) => [phase, new IntegerSum()]));
      account = { service: incident.service, cause, incidents: 0, unended: 0, phases };
      this.accounts.set(key, account);
    }
    account.incidents += 1;
    if (incident.endSeconds === null) account.unended += 1;
    for (const { phase, durationSeconds } of incident.phases) {
      account.phases.get(phase)!.add(fromSeconds(durationSeconds));
    }
  }

  /** The most expensive first. */
  finish(): readonly Blame[] {
    const ofServices = new Map<string, number>();
    const totals = [...this.accounts.values()].map((account) => {
      const total = [...account.phases.values()].reduce((sum, { value }) => sum + value, 0);
      ofServices.set(account.service, (ofServices.get(account.service) ?? 0) + total);
      return { account, total };
    });
    return totals
      .map(({ account: { service, cause, incidents, unended, phases }, total }) => ({
        service,
        cause,
        incidents,
        unended,
        seconds: toSeconds(total),
        phases: Object.fromEntries(PHASES.map((phase) => [phase, toSeconds(phases.get(phase)!.value)])) as Record<
          Phase,
          number
        >,
        share: total === 0 ? 0 : total / ofServices.get(service)!,
      }))
      .sort((a, b) => b.seconds - a.seconds || (a.service + a.cause < b.service + b.cause ? -1 : 1));
  }
}
