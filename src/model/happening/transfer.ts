/** What storage systems and hosts really did about transfers by agents. */
import type { ApplicationState, CopyGrade, Endpoint, Script } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { WriteRange } from "../true-state.js";

export type TransferHappening =
  /** A run was opened, for the first time or because the target had lost what it had: what it copies is what the source held then. */
  | {
      readonly kind: "RunOpened";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly source: Endpoint;
      readonly target: Endpoint;
      readonly extents: number;
      readonly bytes: number;
      readonly grade: CopyGrade;
    }
  /** The target takes extents from somebody from whom it took none just before: from now on this agent writes there, for this run. */
  | {
      readonly kind: "WritingBegan";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly target: Endpoint;
      /** The first extent that it sends. */
      readonly from: number;
    }
  /** Extents became durable at the target: from `from` up to, not including, `to`. `again`: bytes that it held already. */
  | {
      readonly kind: "ExtentsWritten";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly from: number;
      readonly to: number;
      readonly bytes: number;
      readonly again: number;
    }
  /** The target refused something of an older epoch than the newest that it has seen. */
  | {
      readonly kind: "EpochRefused";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly newest: number;
      readonly agent: string;
    }
  /** The target was declared complete: it is the newest copy, of the source as it was `asOf`. */
  | {
      readonly kind: "RunClosed";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      /** As it is in truth: `broken` where nobody could use it, whatever it was declared to be. */
      readonly grade: CopyGrade | "broken";
      readonly asOf: Micros;
      readonly volume: string;
      readonly device: string;
      /** What it holds now. */
      readonly holds: readonly WriteRange[];
    }
  /** By a script of a transfer, or by itself when its host starts or stops (`by` is null). */
  | {
      readonly kind: "ApplicationChanged";
      readonly host: string;
      readonly application: string;
      readonly from: ApplicationState | "down";
      readonly to: ApplicationState | "down";
      readonly by: { readonly transfer: string; readonly run: number; readonly epoch: number } | null;
    }
  /** A script ended on a host, whether or not whoever ran it hears of it; `superseded`: the host refused its epoch. */
  | {
      readonly kind: "ScriptEnded";
      readonly host: string;
      readonly application: string;
      readonly script: Script;
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly result: "done" | "failed" | "superseded";
    };
