/** Requests, what could be served, and powered hosts over time, in some six hundred equal steps. */
import type { RequestEnd, RequestFlow, RequestListener } from "../../model/index.js";
import type { Series } from "../../result/index.js";
import { StepFunction } from "../../stats/index.js";
import { SECOND, toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing } from "../hearing.js";
import type { Capacity } from "./capacity.js";

const STEPS = 600;

/** Equal steps that cover a run. */
export interface Grid {
  readonly step: Micros;
  readonly count: number;
}

export function gridOver(duration: Micros): Grid {
  const step = Math.max(1, Math.ceil(duration / STEPS));
  return { step, count: Math.max(1, Math.ceil(duration / step)) };
}

interface ServiceSteps {
  readonly offered: number[];
  readonly served: number[];
  readonly errors: number[];
  /** Microseconds, of all that were served in the step. */
  readonly latency: number[];
}

/** Attempts count in the step in which they were issued (`offered`) or ended (`served`, `errors`, `latency`). */
export class TimeSeries implements RequestListener {
  private readonly step: Micros;
  private readonly count: number;
  private readonly services: readonly ServiceSteps[];
  /** The hosts that have power, and how many they were over time. */
  private readonly withPower: Set<string>;
  private readonly powered: StepFunction;

  constructor(
    private readonly accounts: Accounts,
    private readonly capacity: Capacity,
  ) {
    const { spec, duration } = accounts.context;
    const { step, count } = gridOver(duration);
    this.step = step;
    this.count = count;
    const zeros = () => Array.from({ length: this.count }, () => 0);
    this.services = spec.services.map(() => ({ offered: zeros(), served: zeros(), errors: zeros(), latency: zeros() }));
    this.withPower = new Set(spec.hosts.flatMap(({ name, power }) => (power === "on" ? [name] : [])));
    this.powered = new StepFunction(0, this.withPower.size);
  }

  readonly hears: Hearing = {
    HostPowerChanged: ({ host, powered, at }) => {
      if (powered) this.withPower.add(host);
      else this.withPower.delete(host);
      this.powered.set(at, this.withPower.size);
    },
  };

  issued(service: number, _requestClass: number, at: Micros): void {
    this.services[service]!.offered[this.stepAt(at)]! += 1;
  }

  ended(service: number, _requestClass: number, end: RequestEnd, at: Micros, latency: Micros): void {
    const steps = this.services[service]!;
    const step = this.stepAt(at);
    if (end === "served") {
      steps.served[step]! += 1;
      steps.latency[step]! += latency;
    } else steps.errors[step]! += 1;
  }

  /** Spread evenly over the steps that it touches. */
  flowed({ service, from, to, asked, retried, ended, latencies }: RequestFlow): void {
    const steps = this.services[service]!;
    const errors = ended.failed + ended["timed out"] + ended.refused;
    let latency = 0;
    const { times, counts } = latencies;
    for (let i = 0; i < times.length; i++) latency += times[i]! * counts[i]!;
    for (let step = this.stepAt(from); step <= this.stepAt(to - 1); step++) {
      const inside = Math.min(to, (step + 1) * this.step) - Math.max(from, step * this.step);
      const share = inside / (to - from);
      steps.offered[step]! += (asked + retried) * share;
      steps.served[step]! += ended.served * share;
      steps.errors[step]! += errors * share;
      steps.latency[step]! += latency * share;
    }
  }

  /** Steps that begin after `until`, when the run ended early, have no values. */
  results(until: Micros): readonly Series[] {
    const stepSeconds = toSeconds(this.step);
    const { spec } = this.accounts.context;
    const series = (name: string, unit: Series["unit"], valueOf: (step: number) => number | null): Series => ({
      name,
      unit,
      stepSeconds,
      values: Array.from({ length: this.count }, (_, step) => (step * this.step < until ? valueOf(step) : null)),
    });
    const rate = (counts: readonly number[]) => (step: number) => (counts[step]! * SECOND) / this.lengthOf(step, until);
    const within = (mean: (from: Micros, to: Micros) => number) => (step: number) =>
      mean(step * this.step, step * this.step + this.lengthOf(step, until));
    return [
      ...spec.services.flatMap(({ name, load }, index) => {
        if (load === undefined) return [];
        const { offered, served, errors, latency } = this.services[index]!;
        return [
          series(`${name}.offered`, "per-second", rate(offered)),
          series(`${name}.served`, "per-second", rate(served)),
          series(`${name}.errors`, "per-second", rate(errors)),
          series(`${name}.latency`, "seconds", (step) =>
            served[step] === 0 ? null : toSeconds(latency[step]! / served[step]!),
          ),
          series(
            `${name}.capacity`,
            "per-second",
            within((from, to) => this.capacity.mean(name, from, to)),
          ),
        ];
      }),
      ...(spec.hosts.length === 0
        ? []
        : [
            series(
              "hosts.powered",
              "count",
              within((from, to) => this.powered.mean(from, to)),
            ),
          ]),
    ];
  }

  private stepAt(at: Micros): number {
    return Math.min(this.count - 1, Math.floor(at / this.step));
  }

  /** The last step ends with the run. */
  private lengthOf(step: number, until: Micros): Micros {
    return Math.min(until, (step + 1) * this.step) - step * this.step;
  }
}
