/** An attempt to move a group came to nothing: what it brought somewhere is taken back, and the next one is prepared. */
import type { Out } from "../kit/desk.js";
import { volume } from "./facts.js";
import { type FailoverState, type GroupState, emit } from "./state.js";
import { exchangeTwin } from "./twin.js";

/** What was brought to a host is withdrawn from it: somebody may boot it, and it would work beside whoever is next. */
export function takeBack(state: FailoverState, { config }: GroupState, from: string, out: Out): void {
  for (const name of config.volumes) {
    const device = volume(state.facts, name).ready[from];
    if (device === undefined) continue;
    emit(state, { kind: "withdraw", volume: name, device, from }, { rule: "not-needed" }, null, out);
  }
}

/** Of two devices with the same data the next attempt goes on with the other one: it may be this one that is no good. */
export function turnToTwins(state: FailoverState, { config }: GroupState, out: Out): void {
  for (const name of config.volumes) {
    const known = volume(state.facts, name);
    const { twin, current, withdrawn } = known;
    if (twin === null || twin.inDoubt) continue;
    if (!withdrawn) {
      const { device, host } = current;
      emit(state, { kind: "withdraw", volume: name, device, from: host }, { rule: "not-needed" }, null, out);
    }
    exchangeTwin(known, twin.device);
    known.former = current.device;
    known.current = { ...current, device: twin.device };
    known.withdrawn = true;
  }
}

/**
 * A stand-in that was fenced, and from which nobody took over, stands in for nobody any more if it has a life of its own to
 * go on with. What it held is given to whoever takes it over, its own host as before when all was well.
 */
export function release(state: FailoverState, group: GroupState): void {
  const { holder, config } = group;
  const volumes = config.volumes.map((name) => volume(state.facts, name));
  const wanted = state.groups.some(({ config: other, displaced }) => displaced && other.holder === holder);
  if (holder === config.holder || !wanted || !volumes.every(({ withdrawn }) => withdrawn)) return;
  group.holder = config.holder;
  for (const known of volumes) known.current = { ...known.current, host: group.holder };
}
