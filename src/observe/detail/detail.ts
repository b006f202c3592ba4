/** One replication over time, for charts and explanations; kept for the first one only. */
import type { RequestListener } from "../../model/index.js";
import type { RunDetail } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import { takeoverResult, undertakingResult } from "../account/results.js";
import type { Observer } from "../hearing.js";
import type { Finding } from "../invariant/invariant.js";
import { Capacity } from "./capacity.js";
import { Chronicle } from "./chronicle.js";
import { FaultBands } from "./fault-bands.js";
import { Strips } from "./strips.js";
import { LagSeries } from "./lag-series.js";
import { TaskSeries } from "./task-series.js";
import { gridOver, TimeSeries } from "./time-series.js";

export class Detail {
  readonly requests: RequestListener;
  /** To hear each record before the accounts do: what follows from a record is told after it. */
  readonly chronicle: Chronicle;
  /** To hear after the accounts. */
  readonly observers: readonly Observer[];
  private readonly strips: Strips;
  private readonly bands = new FaultBands();
  private readonly series: TimeSeries;
  private readonly lags: LagSeries;
  private readonly tasks: TaskSeries;

  constructor(private readonly accounts: Accounts) {
    this.strips = new Strips(accounts);
    const capacity = new Capacity(accounts);
    this.series = new TimeSeries(accounts, capacity);
    this.lags = new LagSeries(gridOver(accounts.context.duration));
    this.tasks = new TaskSeries(gridOver(accounts.context.duration));
    this.chronicle = new Chronicle(accounts);
    this.requests = this.series;
    this.observers = [...this.strips.observers, this.bands, this.series, this.lags, this.tasks, capacity];
  }

  finish(at: Micros, findings: readonly Finding[]): RunDetail {
    const { undertakings } = this.accounts;
    return {
      replication: this.accounts.context.replication,
      strips: this.strips.results(this.accounts.objectives.brownOuts(at), at),
      bands: this.bands.results(),
      series: [...this.series.results(at), ...this.lags.results(at), ...this.tasks.results(at)],
      takeovers: undertakings.recoveries.map(takeoverResult),
      undertakings: undertakings.kept.filter(({ of }) => !of.recovers).map(undertakingResult),
      chronicle: this.chronicle.results(at, findings),
    };
  }
}
