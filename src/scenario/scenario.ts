/** A scenario, decoded: what is simulated, for how long, under which policies, with which faults, and what is expected of it. */
import type { Platform } from "../control/index.js";
import type { OperatorSpec, WorldSpec } from "../model/index.js";
import type { Distribution } from "../sim/index.js";
import type { Micros } from "../units/index.js";

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly duration: Micros;
  /** Statistics start here. */
  readonly warmUp: Micros;
  readonly seed: string;
  /** Microseconds since 1970-01-01T00:00Z, or null when the run has no calendar. */
  readonly start: Micros | null;
  readonly world: WorldSpec;
  /** What the file says to a family under every policy, under the family's name. */
  readonly sections?: Readonly<Record<string, unknown>>;
  /** In the order of the file; one at least. */
  readonly policies: readonly PolicySpec[];
  /** How often a service may turn from growing to shrinking, or be taken over, within a time; as usual unless given. */
  readonly flapping?: { readonly most: number; readonly within: Micros };
  /** In the order of the file. */
  readonly faults: readonly FaultSpec[];
  /** What an operator orders; absent where nobody orders anything. */
  readonly orders?: readonly OrderSpec[];
  readonly expectations: readonly ExpectationSpec[];
  /** Of the canonical form: the same for the same scenario, however it is written. */
  readonly digest: string;
  /** All values, none of the spelling: JSON with sorted keys. */
  readonly canonical: string;
}

export interface PolicySpec {
  readonly name: string;
  /** What it says to each family, under the family's name; nothing is done by those to which it says nothing. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** A machine of the user's own, which moves services instead of that of failover. */
  readonly module?: ModuleSpec;
  /** The person who is paged under this policy; that of the scenario unless given. */
  readonly operator?: OperatorSpec;
}

export interface ModuleSpec {
  /** From the scenario's folder. */
  readonly path: string;
  /** Of its text. */
  readonly digest: string;
}

/** How what a fault does ends; without `repair` and `for` it stays. */
export interface FaultEnd {
  /** Until somebody has repaired it; of `crew`, when that is given. */
  readonly repair?: Distribution;
  /** Until it passes by itself. */
  readonly for?: Distribution;
  readonly crew?: string;
  /** Of the repair, for a crew that picks; the fault's own unless given. */
  readonly class?: string;
}

export interface FaultSpec extends FaultEnd {
  /** `crash web-1`; a second one is `crash web-1 #2`. Its random streams are named after it. */
  readonly name: string;
  /** The kind of its effects, or `group` when they are of several kinds. */
  readonly kind: string;
  /** What happens at one instant; one at least. */
  readonly effects: readonly FaultEffect[];
  readonly timing: FaultTiming;
  readonly probability: number;
  /** Strikes outside of it do not happen; `to` is not included. */
  readonly window?: { readonly from: Micros; readonly to: Micros };
  /** Names of others whose time to the next stroke begins anew when this one ends. */
  readonly renews?: readonly string[];
}

export interface FaultEffect {
  readonly kind: string;
  /** Whom it strikes; with `strikesHolder` the service whose holder it strikes, whoever that is by then. */
  readonly target: string;
  readonly strikesHolder?: true;
  /** As the kind's own parameters decode. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Its own, where it does not end with the others. */
  readonly end?: FaultEnd;
}

export type FaultTiming =
  | { readonly at: Micros }
  /** Again and again; with `whileOn` only the time counts in which whom it strikes has power and is whole. */
  | { readonly every: Distribution; readonly whileOn?: true }
  /** When a step of what is undertaken for that service, or another subject, begins; a step's name or its figure. */
  | { readonly when: { readonly step: string; readonly of: string } };

export type OrderSpec = FailbackOrder | UpgradeOrder;

/** A host is made of something else from an instant on. */
export interface UpgradeOrder {
  readonly at: Micros;
  readonly upgrade: string;
  readonly platform: Platform;
}

export interface FailbackOrder {
  readonly at: Micros;
  /** Hosts that are to take back what they serve when all is well, and what families give back. */
  readonly failBack: readonly string[];
}

export interface ExpectationSpec {
  /** `shop.availability`, `shop.rto.p95`, `hosts.hours`. */
  readonly key: string;
  readonly operator: ">=" | "<=" | ">" | "<" | "==";
  /** Seconds, share, count, bytes, or per second, as it was written. */
  readonly limit: number;
  /** As it was written. */
  readonly text: string;
}
