/** A host is made of something else in the course of a run: what it was brought was made for what it was before. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf, Reason } from "../words.js";
import { startShrinking } from "./change.js";
import { hostOf, siteOf, volumeOf } from "./facts.js";
import type { BalancingState } from "./state.js";

/**
 * Whoever helps with it, and whoever helps it where it serves, leaves if that makes a difference to what they read: the next one is
 * given what is of use by then, and the same one too if it can be.
 */
export function onUpgraded(
  state: BalancingState,
  { host: name, platform }: MessageOf<"configuration">,
  now: Micros,
  out: Out,
): void {
  const { facts, sites } = state;
  const host = facts.hosts[name];
  if (host === undefined) return;
  host.platform = platform;
  host.failedAt = null;
  const because: Reason = { rule: "upgraded", host: name };
  out.push({ kind: "note", note: { kind: "configuration-recorded", host: name, because } });
  for (const { config } of sites) {
    const { service } = config;
    const { primary, helpers } = siteOf(facts, service);
    const affected = helpers.map((each) => each.host).filter((each) => each === name || primary === name);
    for (const each of affected) {
      hostOf(facts, each).outdated = true;
      startShrinking(state, each, service, false, because, now, out);
    }
    // Nobody uses what was made ready for others.
    const others = (primary === name ? state.config.pool : [name]).filter((each) => !hostOf(facts, each).outdated);
    for (const volume of siteOf(facts, service).volumes) {
      for (const each of others) delete volumeOf(facts, volume).ready[each];
    }
  }
}
