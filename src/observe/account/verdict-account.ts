/** What the logic thinks of hosts, and what it undertook on a verdict that was wrong. */
import type { NoteOf, Verdict } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { HostAccount } from "./host-account.js";
import type { ServiceAccount } from "./service-account.js";
import type { UndertakingAccount, UndertakingTold } from "./undertaking-account.js";

interface VerdictTold {
  readonly verdict: Verdict;
  /** The host served its users when the verdict on it fell. */
  readonly falseAlarm: boolean;
}

export class VerdictAccount {
  private readonly verdicts = new Map<string, VerdictTold>();
  private readonly falseAlarms = new Set<UndertakingTold>();
  /** By host: where there are thousands each hears of its own alone. */
  private readonly listeners = new Map<string, (verdict: Verdict, at: Micros) => void>();

  /** @param undertakings which hears each note before this account does */
  constructor(
    private readonly hosts: HostAccount,
    private readonly services: ServiceAccount,
    undertakings: UndertakingAccount,
  ) {
    this.hears = {
      NoteMade: ({ place, note, at }) => {
        if (note.kind === "verdict") this.onVerdict(note, at);
        else if (note.kind === "begun" && this.verdicts.get(note.of.from ?? "")?.falseAlarm === true) {
          const begun = undertakings.find(place, note.of);
          if (begun !== null && note.of.recovers) this.falseAlarms.add(begun);
        } else if (note.kind === "ended" && note.of.recovers && note.result === "done") {
          // The logic watches the new holder afresh; what it thought of it before does not count any more.
          this.verdicts.delete(note.of.to ?? "");
        }
      },
    };
  }

  readonly hears: Hearing;

  /** Whether the last verdict on the host was a bad one. */
  isCondemned(host: string): boolean {
    return (this.verdicts.get(host)?.verdict ?? "healthy") !== "healthy";
  }

  /** Whether the last verdict on the host was that it would fail soon. */
  isForetold(host: string): boolean {
    return this.verdicts.get(host)?.verdict === "failure imminent";
  }

  /** Whether it began when the last verdict on the host that it takes over from was a false alarm. */
  isFalseAlarm(undertaking: UndertakingTold): boolean {
    return this.falseAlarms.has(undertaking);
  }

  /**
   * Whether the users of a host could be served at this moment: it is healthy and answers, and every service that runs
   * there is up. A host whose service cannot reach its data is of no use to them, however well it is.
   */
  servesUsers(host: string): boolean {
    const { health, answers } = this.hosts.of(host);
    return this.hosts.isAvailable(host) && health === "healthy" && answers.size > 0 && this.services.allUpAt(host);
  }

  /** Has one listener hear each verdict on a host. */
  listen(host: string, hear: (verdict: Verdict, at: Micros) => void): void {
    this.listeners.set(host, hear);
  }

  private onVerdict({ host, verdict }: NoteOf<"verdict">, at: Micros): void {
    // A warning that a failure is near comes while the host still works: that is its purpose.
    const falseAlarm = verdict !== "healthy" && verdict !== "failure imminent" && this.servesUsers(host);
    this.verdicts.set(host, { verdict, falseAlarm });
    this.listeners.get(host)?.(verdict, at);
  }
}
