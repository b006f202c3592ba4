/** What users do between their requests: think, and ask again or leave. */
import { drawMicros, type Stream, type Streams } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { SessionSpec } from "../spec.js";

export class Sessions {
  private readonly leaving: Stream;
  private readonly thinking: Stream;
  /** Users who are always there. */
  readonly users: number;

  constructor(
    streams: Streams,
    service: string,
    private readonly spec: SessionSpec,
  ) {
    this.users = spec.users ?? 0;
    this.leaving = streams.stream(`load/${service}/session`);
    this.thinking = streams.stream(`load/${service}/think`);
  }

  /** Whether a user asks once more; the number of requests of a session is geometric. */
  goesOn(): boolean {
    return this.users > 0 || this.leaving.uniform() >= 1 / this.spec.requests;
  }

  think(): Micros {
    return drawMicros(this.spec.think, this.thinking);
  }
}
