/** What can be done to the world from outside: one kind a file, see the index of this folder. */
import type * as z from "zod";
import type { World } from "../../model/index.js";
import type { Context } from "../schema/context.js";
import type { Kind } from "../schema/names.js";
import type { Parts } from "../section/parts.js";
import type { Complaint } from "../source/report.js";

export interface FaultKind {
  readonly name: string;
  /** One sentence: what happens. */
  readonly about: string;
  /** The kinds of names that it may aim at. */
  readonly targets: readonly [Kind, ...Kind[]];
  /** What the target is called in the long form: `spike: { service: shop, x: 6 }`. */
  readonly targetKey: string;
  /** Its own parameters, beside those that all faults have. */
  readonly schema: (context: Context) => z.ZodRawShape;
  /** Why it cannot strike this target although its kind is right, or null. */
  readonly complaint?: (target: string, parts: Parts, parameters: Parameters) => Complaint | null;
  /** What is possible and rarely meant. */
  readonly doubt?: (target: string, parts: Parts, parameters: Parameters) => Complaint | null;
  /** It may follow a service, and strike the host that holds it by then. */
  readonly strikesHolders?: true;
  /** It is about what machines tell each other, wherever it strikes. */
  readonly concernsTalk?: true;
  /** Whether it would change anything now: a host that is off cannot crash. */
  readonly canStrike: (world: World, target: string, parameters: Parameters) => boolean;
  /** Something of it is left to chance. */
  readonly chancy?: true;
  /**
   * Does it, and gives what ends it.
   * @param luck of a chancy kind: uniform between 0 and 1, drawn for each stroke whether it strikes or misses
   */
  readonly strike: (world: World, target: string, parameters: Parameters, luck: number) => Cure;
  /** Whether something in the world has ended what it did: a part that was restarted, and that a restart cures. By default nothing does. */
  readonly isOver?: (world: World, target: string, parameters: Parameters) => boolean;
  /** The hosts that those who mended it will have tested, and may be used again. */
  readonly hostsServiced: (world: World, target: string, parameters: Parameters) => readonly string[];
}

/** As the kind's schema decodes. */
export type Parameters = Readonly<Record<string, unknown>>;

export type Cure = () => void;
