/** What a trace holds: everything that happened, one entry a line, in the order in which it happened. */

/** `at` is in microseconds of simulated time; the other fields depend on the kind. */
export interface TraceEntry {
  readonly at: number;
  readonly kind: string;
}

/** Kinds beside the records of the world: what happens so often that it is only told one by one in a trace. */
export type FrequentEntry = TraceEntry &
  (
    | { readonly kind: "ReportArrived"; readonly host: string; readonly sentAt: number }
    | { readonly kind: "RequestIssued"; readonly service: string; readonly class: string; readonly retry: boolean }
    | {
        readonly kind: "RequestEnded";
        readonly service: string;
        readonly class: string;
        readonly end: string;
        /** From the first attempt, in microseconds. */
        readonly latency: number;
        readonly final: boolean;
      }
    | {
        readonly kind: "RequestsFlowed";
        readonly service: string;
        readonly class: string;
        readonly from: number;
        readonly asked: number;
        readonly retried: number;
        readonly ended: Readonly<Record<string, number>>;
      }
  );
