/** Watches one run: hears its records and requests, changes nothing, and tells at the end what it saw. */
import type { Record as WorldRecord, RequestListener } from "../model/index.js";
import type { ReplicationResult, RunDetail } from "../result/index.js";
import type { LatencyHistogramJson } from "../stats/index.js";
import type { Micros } from "../units/index.js";
import { openAccounts, type Accounts } from "./account/accounts.js";
import type { ObservationContext } from "./account/context.js";
import { brownOutResults, incidentResults, lossResults } from "./account/results.js";
import { Detail } from "./detail/detail.js";
import { Dispatcher } from "./hearing.js";
import { invariants } from "./invariant/index.js";
import { Finding } from "./invariant/invariant.js";
import { measures, subjectsOf } from "./measure/index.js";
import { keyOf } from "./measure/measure.js";

export interface ObservationOptions {
  /** Keep strips, series, takeovers and the chronicle too. */
  readonly detail: boolean;
}

export interface Observation {
  hear(record: WorldRecord): void;
  readonly requests: RequestListener;
  /** The run ended at this time: at its planned end, or earlier when it was stopped. To be called once. */
  finish(at: Micros): ObservedRun;
}

/** What was seen of one replication, plain data that can be sent to another thread. */
export interface ObservedRun extends Omit<ReplicationResult, "faults" | "digest" | "eventsExecuted"> {
  /** By service; merged over replications they give percentiles of all requests. */
  readonly latencies: Readonly<Record<string, LatencyHistogramJson>>;
  readonly detail: RunDetail | null;
}

export function observe(context: ObservationContext, options: ObservationOptions = { detail: false }): Observation {
  const accounts = openAccounts(context, options.detail);
  const measurements = beginMeasures(accounts);
  const watched = invariants
    .filter(({ appliesTo }) => appliesTo?.(context) ?? true)
    .map((invariant) => {
      const finding = new Finding(invariant.name, invariant.idle);
      const isExpected = invariant.expectedIn?.(context) ?? true;
      return { finding, isExpected, watcher: invariant.watch(finding, accounts) };
    });
  const detail = options.detail ? new Detail(accounts) : null;
  const dispatcher = new Dispatcher([
    ...(detail === null ? [] : [detail.chronicle]),
    ...accounts.observers,
    ...(detail?.observers ?? []),
    ...measurements.map(({ measurement }) => measurement),
    ...watched.map(({ watcher }) => watcher),
  ]);
  return {
    hear: (record) => dispatcher.hear(record),
    requests: detail === null ? accounts.requests : both(accounts.requests, detail.requests),
    finish: (at) => {
      accounts.lossReports.finish(at);
      for (const { watcher } of watched) watcher.finish?.(at);
      const findings = watched
        .filter(({ finding, isExpected }) => isExpected || !finding.neverAtStake || finding.isViolated)
        .map(({ finding }) => finding);
      return {
        replication: context.replication,
        measures: Object.fromEntries(
          measurements.flatMap(({ keys, measurement }) => {
            const values = measurement.values(Math.max(at, context.warmUp));
            return keys.map((key, index) => [key, values[index] ?? null]);
          }),
        ),
        incidents: incidentResults(accounts, at),
        brownOuts: brownOutResults(accounts, at),
        losses: lossResults(accounts),
        invariants: findings.map((finding) => finding.result(context.replication)),
        latencies: latenciesOf(accounts),
        detail: detail?.finish(at, findings) ?? null,
      };
    },
  };
}

function beginMeasures(accounts: Accounts) {
  return measures.flatMap((measure) =>
    subjectsOf(measure, accounts.context.spec).map((subject) => ({
      keys: measure.values.map((value) => keyOf(subject, value)),
      measurement: measure.begin(subject, accounts),
    })),
  );
}

function latenciesOf({ context, requests }: Accounts): Readonly<Record<string, LatencyHistogramJson>> {
  return Object.fromEntries(context.spec.services.map(({ name }) => [name, requests.of(name).latency.toJSON()]));
}

function both(first: RequestListener, second: RequestListener): RequestListener {
  return {
    readFromCopy: (service, requestClass, at, lag) => {
      first.readFromCopy?.(service, requestClass, at, lag);
      second.readFromCopy?.(service, requestClass, at, lag);
    },
    ioEnded: (end) => {
      first.ioEnded?.(end);
      second.ioEnded?.(end);
    },
    passed: (at, uses) => {
      first.passed?.(at, uses);
      second.passed?.(at, uses);
    },
    issued: (service, requestClass, at, isRetry) => {
      first.issued(service, requestClass, at, isRetry);
      second.issued(service, requestClass, at, isRetry);
    },
    ended: (service, requestClass, end, at, latency, final) => {
      first.ended(service, requestClass, end, at, latency, final);
      second.ended(service, requestClass, end, at, latency, final);
    },
    flowed: (flow) => {
      first.flowed(flow);
      second.flowed(flow);
    },
  };
}
