/** What an incident is put down to: faults, or what was undertaken on purpose. */
import { sayCause } from "../../control/index.js";
import { type AgentSpec, watchersIn, type WorldSpec } from "../../model/index.js";
import type { Subject } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { FaultAccount } from "./fault-account.js";
import type { HostAccount } from "./host-account.js";
import type { PowerCutAccount } from "./power-cut-account.js";
import type { UndertakingAccount, UndertakingTold } from "./undertaking-account.js";

interface Known {
  readonly hosts: HostAccount;
  readonly faults: FaultAccount;
  readonly undertakings: UndertakingAccount;
  readonly powerCuts: PowerCutAccount;
}

/** Its own moves for which nothing needs to be wrong with its host. */
const ON_PURPOSE: ReadonlySet<string> = new Set(["failback", "giving way"]);

export class IncidentCauses {
  private readonly watchers: ReadonlyMap<string, AgentSpec>;

  constructor(
    { agents }: WorldSpec,
    private readonly known: Known,
  ) {
    this.watchers = watchersIn(agents);
  }

  /**
   * The move for whose sake a relay was opened on which its host hangs too, or its storage powered down; else an upgrade of
   * that very instant; else a move that takes it down on purpose, if nothing has struck since; else faults; without any, those
   * of the host from which a verdict had its own watched; else the move for whose sake it was taken down: its own, or that
   * which takes its host; else faults of the host that it belongs to, which may have come back to take its address away.
   */
  of({ kind, name }: Subject, from: string | null, upSince: Micros, at: Micros): readonly string[] {
    const { hosts, faults, undertakings, powerCuts } = this.known;
    const cut = powerCuts.thatTook(from, at);
    if (cut !== undefined) {
      const { of, because } = cut.undertaking;
      return [`${sayCause(of, because)}, for which ${cut.how}`];
    }
    if (from !== null && hosts.wasUpgraded(from, at)) return [`upgrade of ${from}`];
    const own = undertakings.recoveryOf(kind, name);
    const taking = this.takesHost(from);
    const onPurpose = own !== null && ON_PURPOSE.has(own.of.kind) ? own : taking;
    // What struck before that had not brought it down until then.
    if (onPurpose !== undefined && !faults.struckSince(onPurpose.startedAt, name, from))
      return [sayCause(onPurpose.of, onPurpose.because)];
    const its = faults.causes(name, from, upSince);
    if (its.length > 0) return its;
    const watcher = own?.because.rule === "verdict" ? this.watchers.get(own.of.from ?? "") : undefined;
    const silenced = watcher === undefined ? [] : faults.causes(name, watcher.host, upSince);
    if (silenced.length > 0) return silenced;
    const move = own ?? taking;
    return move === undefined ? faults.causes(name, null, upSince) : [sayCause(move.of, move.because)];
  }

  /** The move of others for which a host is cleared. */
  takesHost(host: string | null): UndertakingTold | undefined {
    return this.known.undertakings.recoveriesUnderWay().find(({ of }) => of.to === host);
  }
}
