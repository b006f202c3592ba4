/** What loss on the way costs requests and answers: they are sent again after 1 s, 2 s, 4 s … (RFC 6298, 2.1 and 5.5). */
import type { Stream } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { LatencyPoints } from "./flow/latency-points.js";

/** The first time to wait for a sign that a piece has arrived; doubled each time. */
const FIRST_WAIT: Micros = SECOND;
/** So often a piece is sent again; after more than 100 s (RFC 1122, 4.2.3.5) nobody waits any more. */
const MOST = 6;

/** How much later a piece arrives than without loss, drawn; `Infinity`: never. */
export function lateness(loss: number, stream: Stream): Micros {
  let late = 0;
  let wait = FIRST_WAIT;
  for (let sent = 0; sent <= MOST; sent++) {
    if (stream.uniform() >= loss) return late;
    late += wait;
    wait *= 2;
  }
  return Infinity;
}

/** Its distribution; what never arrives is the weight that is missing to one. */
export function latenessPoints(loss: number): LatencyPoints {
  const times: number[] = [];
  const weights: number[] = [];
  let late = 0;
  let wait = FIRST_WAIT;
  let weight = 1 - loss;
  for (let sent = 0; sent <= MOST; sent++) {
    times.push(late);
    weights.push(weight);
    late += wait;
    wait *= 2;
    weight *= loss;
  }
  return { times, weights };
}
