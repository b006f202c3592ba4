/** Whether services meet their objective, window by window: so many of those who asked in it are answered within a time. */
import type { RequestFlow, ServiceObjective, ServiceSpec } from "../../model/index.js";
import { MINUTE, type Micros } from "../../units/index.js";
import type { ObservationContext } from "./context.js";
import { OpenWindows, type WindowCounts } from "./open-windows.js";

/** Consecutive windows that miss the objective while the service can answer. */
export interface BrownOut {
  readonly service: string;
  readonly start: Micros;
  end: Micros;
  /** Of those who asked meanwhile. */
  asked: number;
  answered: number;
}

/** So many of the requests must be answered in a window of this length; and in which time, their own timeout unless told. */
const USUAL = { answered: 0.99, window: MINUTE };

export function objectiveOf({ load, objective }: ServiceSpec): ServiceObjective | null {
  return load === undefined ? null : { ...USUAL, within: patienceOf(load), ...objective };
}

/** Of pauses that are drawn hardly any is longer than this. */
const LONGEST = 1 - 1e-6;

/** From first attempt to the last answer that still comes in time. */
function patienceOf({ timeout, retry }: NonNullable<ServiceSpec["load"]>): Micros {
  const { times, backoff, varies } = retry;
  const pause = varies === undefined ? backoff : Math.round(varies.quantile(LONGEST));
  return (timeout + pause) * times + timeout;
}

class ServiceWindows {
  held = 0;
  missed = 0;
  readonly brownOuts: BrownOut[] = [];
  /** Those of which not all requests have ended. */
  private readonly open: OpenWindows;
  private readonly patience: Micros;

  constructor(
    private readonly spec: ServiceSpec,
    readonly objective: ServiceObjective,
    warmUp: Micros,
    private readonly wasDown: (from: Micros, to: Micros) => boolean,
  ) {
    this.open = new OpenWindows(Math.ceil(warmUp / objective.window));
    this.patience = patienceOf(spec.load!);
  }

  /** A request came to its end: it counts in the window in which it was asked. */
  ended(at: Micros, latency: Micros, served: boolean): void {
    this.closeUntil(at);
    this.open.add(
      Math.floor((at - latency) / this.objective.window),
      1,
      served && latency <= this.objective.within ? 1 : 0,
    );
  }

  /** A flow is spread evenly over the windows in which it lay. */
  flowed({ from, to, settled, latencies }: RequestFlow): void {
    this.closeUntil(from);
    const { window, within } = this.objective;
    let good = 0;
    const { times, counts } = latencies;
    for (let i = 0; i < times.length && times[i]! <= within; i++) good += counts[i]!;
    if (settled === 0) return;
    const last = Math.max(from, to - 1);
    for (let number = Math.floor(from / window); number <= Math.floor(last / window); number++) {
      const overlap = Math.min(to, (number + 1) * window) - Math.max(from, number * window);
      const share = to > from ? overlap / (to - from) : 1;
      this.open.add(number, settled * share, good * share);
    }
  }

  /** Nobody who asked in windows before this instant is still waiting. */
  private closeUntil(at: Micros): void {
    const { window } = this.objective;
    while ((this.open.first + 1) * window + this.patience < at) this.close(at);
  }

  finish(until: Micros): void {
    while (this.open.first * this.objective.window < until) this.close(until);
  }

  private close(until: Micros): void {
    const { window, answered } = this.objective;
    const start = this.open.first * window;
    const found = this.open.close();
    if (found === null) return;
    // What rounding takes from a share is nobody's failure.
    if (found.answered >= answered * found.asked - 1e-6) {
      this.held += 1;
      return;
    }
    this.missed += 1;
    const end = Math.min(start + window, until);
    if (!this.wasDown(start, end)) this.dim(start, end, found);
  }

  private dim(start: Micros, end: Micros, { asked, answered }: WindowCounts): void {
    const last = this.brownOuts.at(-1);
    if (last?.end !== start) this.brownOuts.push({ service: this.spec.name, start, end, asked, answered });
    else {
      last.end = end;
      last.asked += asked;
      last.answered += answered;
    }
  }
}

export class ObjectiveAccount {
  private readonly byService: readonly (ServiceWindows | null)[];
  private readonly names: readonly string[];
  private finished = false;

  /** @param wasDown whether a service could not answer at some time between two instants */
  constructor({ spec, warmUp }: ObservationContext, wasDown: (service: string, from: Micros, to: Micros) => boolean) {
    this.names = spec.services.map(({ name }) => name);
    this.byService = spec.services.map((service) => {
      const objective = objectiveOf(service);
      if (objective === null) return null;
      return new ServiceWindows(service, objective, warmUp, (from, to) => wasDown(service.name, from, to));
    });
  }

  ended(service: number, at: Micros, latency: Micros, served: boolean): void {
    this.byService[service]?.ended(at, latency, served);
  }

  flowed(flow: RequestFlow): void {
    this.byService[flow.service]?.flowed(flow);
  }

  /** The run is over: windows are closed in which somebody still waits. To be asked at the end. */
  of(service: string, until: Micros): ServiceWindows | null {
    if (!this.finished) for (const each of this.byService) each?.finish(until);
    this.finished = true;
    return this.byService[this.names.indexOf(service)] ?? null;
  }

  /** Of all services, in the order of time. */
  brownOuts(until: Micros): readonly BrownOut[] {
    return this.names.flatMap((name) => this.of(name, until)?.brownOuts ?? []).toSorted((a, b) => a.start - b.start);
  }
}
