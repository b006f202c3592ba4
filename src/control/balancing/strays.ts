/** What was brought to a host that is not to read it: it would work with that as with its own, whenever it starts. */
import type { Out } from "../kit/desk.js";
import type { Proof } from "../kit/step.js";
import type { ActionOf } from "../words.js";
import { type Facts, type VolumeFacts, hostOf } from "./facts.js";
import { neededVolumes } from "./make.js";
import { type BalancingState, emit } from "./state.js";

/** What is presented to a host, or may be on its way there, without its having been told to read it, and that no service needs there. */
export function straysAt(facts: Facts, host: string, needed: readonly string[]): readonly VolumeFacts[] {
  const { reads } = hostOf(facts, host);
  return Object.values(facts.volumes).filter(
    (each) => isAt(each, host) && !reads.includes(each.name) && !needed.includes(each.name),
  );
}

/** Whether something was made of a volume for a host, or may yet come. */
export function isAt({ ready, coming }: VolumeFacts, host: string): boolean {
  return ready[host] !== undefined || coming[host] !== undefined;
}

/** Takes a volume from a host: what was made ready for it, or what was to be copied, which calls that off. */
export function takeBack({ name, ready, coming }: VolumeFacts, from: string): readonly ActionOf<"withdraw">[] {
  const device = ready[from] ?? coming[from];
  return device === undefined ? [] : [{ kind: "withdraw", volume: name, device, from }];
}

/** That a host has none of these any more: a copy may have come while it was called off. */
export function noneLeft(those: (facts: Facts) => readonly VolumeFacts[], host: string): Proof<Facts> {
  return {
    of: `${host} rid of it`,
    shownAt: (facts) => (those(facts).length === 0 ? Infinity : null),
    found: (facts) =>
      those(facts)
        .map(({ name }) => `${name} at ${host}`)
        .join(", "),
  };
}

/** Whatever came to a host after its change had ended is taken from it, again and again until that is confirmed. */
export function sweepStrays(state: BalancingState, host: string, out: Out): void {
  const { facts, config } = state;
  const { tenants, claimed } = hostOf(facts, host);
  // Who is on the way gets what it needs, and is rid of the rest, by the steps of that; what a takeover brings is not ours.
  if (state.changes[host] !== undefined || claimed || isPrimary(facts, host)) return;
  const needed = tenants
    .flatMap((service) => neededVolumes(facts, { service, host }, config.policy.data))
    .map(({ name }) => name);
  for (const action of straysAt(facts, host, needed).flatMap((each) => takeBack(each, host))) {
    emit(state, action, { rule: "not-needed" }, host, out);
  }
}

/** The same for all hosts to which anything was brought. */
export function sweepAll(state: BalancingState, out: Out): void {
  const hosts = Object.values(state.facts.volumes).flatMap(({ ready, coming }) => [
    ...Object.keys(ready),
    ...Object.keys(coming),
  ]);
  for (const host of new Set(hosts)) sweepStrays(state, host, out);
}

function isPrimary({ sites }: Facts, host: string): boolean {
  return Object.values(sites).some(({ primary, members }) => {
    return members?.some((member) => member.host === host) ?? primary === host;
  });
}
