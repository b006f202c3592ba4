/** What a storage server consists of, and how its parts are joined. */
import type { CorrectiveAction } from "../../control/index.js";
import type { Distribution } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

export type PartKind =
  | "server"
  | "supply"
  | "backplane"
  | "stack-link"
  | "unit"
  | "switching-circuit"
  | "card"
  | "control-processor"
  | "storage-processor"
  | "port"
  | "store"
  | "spare";

export interface PartSpec {
  readonly name: string;
  readonly kind: PartKind;
  /** It works as long as of each of these groups one part does: what fails with what follows from this alone. */
  readonly needs: readonly (readonly string[])[];
  /** The adapter of a storage system that it is. */
  readonly adapter?: string;
  /** Of a store: how long it takes until another one holds what it held. */
  readonly rebuild?: Micros;
}

export interface StorageServerSpec {
  readonly name: string;
  /** A part comes after all that it needs. */
  readonly parts: readonly PartSpec[];
  /** The networks of its control processors. */
  readonly networks: readonly string[];
  /** How long it takes a control processor until something stored is durable. */
  readonly store: Micros;
  readonly takes: Readonly<Record<CorrectiveAction | "self-test" | "assign" | "repair", Distribution>>;
}

/** Duties that parts do from the beginning, and the parts that each member of their sets consists of; a set stands for its own members. */
export interface DutySpec {
  readonly duty: string;
  readonly set: string;
  readonly first: string;
  readonly members: readonly { readonly name: string; readonly parts: readonly string[]; readonly set?: string }[];
}

/** Control processors that settle roles among themselves, over these networks. */
export interface MemberSetSpec {
  readonly name: string;
  readonly members: readonly string[];
  readonly networks: readonly string[];
}
