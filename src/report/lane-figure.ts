/** What stands beside a strip: how long it was down, as far as its changes are told. */
import { NOT_TOLD, type Condition } from "../result/actor-state.js";
import { formatDuration } from "./number-format.js";

/** @param seconds in each condition, after the warm-up @param states that occur in the strip */
export function laneFigure(seconds: Readonly<Record<Condition, number>>, states: Iterable<string>): string {
  const { down } = seconds;
  if (new Set(states).has(NOT_TOLD)) return down > 0 ? `down at least ${formatDuration(down)}` : "not told in full";
  if (down > 0) return `down ${formatDuration(down)}`;
  const isIdle = seconds.idle > 0 && seconds.idle === Object.values(seconds).reduce((sum, each) => sum + each, 0);
  return isIdle ? "off or waiting" : "never down";
}
