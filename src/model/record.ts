/** What happened, in the past tense. Measures, invariants, trace and explanation listen to records and to nothing else. */
import type {
  Action,
  ActionKind,
  ClassRoute,
  MissingWrites,
  Platform,
  Note,
  Outcome,
  Reason,
} from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { ChannelAudit, IoAudit, RequestAudit } from "./audits.js";
import type { DomainHappening } from "./happening/domain.js";
import type { HostHappening } from "./happening/host.js";
import type { StorageHappening } from "./happening/storage.js";
import type { TransferHappening } from "./happening/transfer.js";

export type HappeningKind = Happening["kind"];

export type Record = Happening & { readonly at: Micros };

export type Happening = HostHappening | StorageHappening | TransferHappening | DomainHappening | OtherHappening;

type OtherHappening =
  // Services: who helps them, and whether they can answer.
  | { readonly kind: "RouteChanged"; readonly service: string; readonly routes: readonly ClassRoute[] }
  // Up on another host without having been down: two hosts answered at once. `by`: of a pool that was down, the member
  // with which enough can answer again; of any service the director that passes on again.
  | { readonly kind: "ServiceUp"; readonly service: string; readonly host: string; readonly by?: string }
  | { readonly kind: "ServiceDown"; readonly service: string; readonly why: string }
  // Logic: what it said, asked for and heard. `place` is where it runs.
  | { readonly kind: "NoteMade"; readonly place: string; readonly note: Note }
  | {
      readonly kind: "EffectSent";
      readonly place: string;
      readonly id: number;
      readonly action: Action;
      readonly because: Reason;
    }
  | {
      readonly kind: "OutcomeDelivered";
      readonly place: string;
      readonly id: number;
      readonly action: ActionKind;
      readonly outcome: Outcome;
    }
  | { readonly kind: "OutcomeLost"; readonly place: string; readonly id: number; readonly action: ActionKind }
  /** A machine hears of a host that it has given up, for the first time since, or since it did something about that. */
  | {
      readonly kind: "HostHeard";
      readonly place: string;
      readonly host: string;
      readonly by: "report" | "answer";
      readonly saidAt: Micros;
    }
  | { readonly kind: "LossReported"; readonly place: string; readonly missing: readonly MissingWrites[] }
  // People.
  /** A host is made of something else from now on. */
  | { readonly kind: "HostUpgraded"; readonly host: string; readonly platform: Platform }
  /** An operator told the controller that a host is to take its services back. */
  | { readonly kind: "FailbackOrdered"; readonly host: string }
  | { readonly kind: "PersonPaged"; readonly subject: string }
  | { readonly kind: "PersonAnswered"; readonly subject: string }
  | { readonly kind: "PersonArrived"; readonly subject: string }
  // I/Os to exported devices, counted when requests are.
  | ({ readonly kind: "IosAudited" } & IoAudit)
  // Requests, counted: taken whenever a host or a service changes, every simulated hour, and at the end.
  | ({ readonly kind: "RequestsAudited" } & RequestAudit)
  // What copies move, counted at the same times; only channels through which some passed since the last time.
  | { readonly kind: "ChannelsAudited"; readonly channels: readonly ChannelAudit[] };
