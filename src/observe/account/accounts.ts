/** All accounts of one run: each hears records, keeps what several measures and invariants need, and can be asked. */
import type { Observer } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import { ApplicationAccount } from "./application-account.js";
import { CopyAccount } from "./copy-account.js";
import { DomainAccount } from "./domain-account.js";
import { FaultAccount } from "./fault-account.js";
import { HostAccount } from "./host-account.js";
import { HostAnswersAccount } from "./host-answers-account.js";
import { IncidentAccount } from "./incident-account.js";
import { IoAccount } from "./io-account.js";
import { LossReportAccount } from "./loss-report-account.js";
import { MemberAccount } from "./member-account.js";
import { NeedlessAccount } from "./needless-account.js";
import { PowerCutAccount } from "./power-cut-account.js";
import { ObjectiveAccount } from "./objective-account.js";
import { RequestAccount } from "./request-account.js";
import { ScalingAccount } from "./scaling-account.js";
import { ServiceAccount } from "./service-account.js";
import { TransferAccount } from "./transfer-account.js";
import { UndertakingAccount } from "./undertaking-account.js";
import { VerdictAccount } from "./verdict-account.js";
import { WriteAccount } from "./write-account.js";

export interface Accounts {
  readonly context: ObservationContext;
  readonly hosts: HostAccount;
  readonly faults: FaultAccount;
  readonly undertakings: UndertakingAccount;
  readonly verdicts: VerdictAccount;
  readonly needless: NeedlessAccount;
  readonly powerCuts: PowerCutAccount;
  readonly services: ServiceAccount;
  readonly incidents: IncidentAccount;
  readonly writes: WriteAccount;
  readonly copies: CopyAccount;
  readonly lossReports: LossReportAccount;
  readonly requests: RequestAccount;
  readonly answers: HostAnswersAccount;
  readonly ios: IoAccount;
  readonly objectives: ObjectiveAccount;
  readonly scaling: ScalingAccount;
  readonly transfers: TransferAccount;
  readonly applications: ApplicationAccount;
  readonly members: MemberAccount;
  readonly domain: DomainAccount;
  /** Those that hear records, in the order in which they must: an account hears before those that ask it. */
  readonly observers: readonly Observer[];
}

/** As many undertakings of a kind as somebody might look at in a replication that is told in detail. */
const MOST_TOLD = 1000;

/** @param inDetail for a replication that is told so: what was undertaken and is over is kept too */
export function openAccounts(context: ObservationContext, inDetail: boolean): Accounts {
  const hosts = new HostAccount(context);
  const faults = new FaultAccount(context);
  const undertakings = new UndertakingAccount(inDetail ? MOST_TOLD : 0);
  const services = new ServiceAccount(context);
  const verdicts = new VerdictAccount(hosts, services, undertakings);
  const needless = new NeedlessAccount(undertakings, verdicts);
  const powerCuts = new PowerCutAccount(context, undertakings);
  const incidents = new IncidentAccount(context, { hosts, services, faults, undertakings, verdicts, powerCuts });
  const copies = new CopyAccount(context);
  const writes = new WriteAccount(context, services, copies);
  const lossReports = new LossReportAccount(writes);
  const objectives = new ObjectiveAccount(context, (service, from, to) => incidents.covers(service, from, to));
  const answers = new HostAnswersAccount(context);
  const ios = new IoAccount(context);
  const requests = new RequestAccount(context, objectives, ios);
  const scaling = new ScalingAccount(context);
  const transfers = new TransferAccount(context);
  const applications = new ApplicationAccount();
  const members = new MemberAccount(context);
  const domain = new DomainAccount(context);
  // Incidents hear before services, so that at a service's end they still find where and since when it was up.
  const observers = [
    hosts,
    faults,
    undertakings,
    verdicts,
    needless,
    powerCuts,
    ...incidents.observers,
    services,
    copies,
    writes,
    lossReports,
    answers,
    ios,
    scaling,
    transfers,
    applications,
    members,
    ...domain.observers,
  ];
  return {
    context,
    hosts,
    faults,
    undertakings,
    verdicts,
    needless,
    powerCuts,
    services,
    incidents,
    writes,
    copies,
    lossReports,
    requests,
    answers,
    ios,
    objectives,
    scaling,
    transfers,
    applications,
    members,
    domain,
    observers,
  };
}
