/** The balancing controller: reads the load of services, and has hosts of one pool help those that need it. */
import { takeTimer, type Out, setTimer, settle } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Machine } from "../machine.js";
import type { Action, Effect, EffectId, Input, Message, Outcome, Timer } from "../words.js";
import { onChangeOutcome, onChangeTimer, startShrinking } from "./change.js";
import {
  type HostFacts,
  hostOf,
  isBrought,
  learn,
  learnCounters,
  learnVerdict,
  loseHost,
  passedOver,
  serviceHost,
  servingHosts,
  siteOf,
} from "./facts.js";
import type { JudgedLoad } from "./judged-load.js";
import { lookAtMembers, spreadPools, startMember } from "./members.js";
import { giveUpOne, onTakeoverBegins, onTakeoverEnds, releaseWanted } from "./news.js";
import type { BalancingPolicy } from "./policy.js";
import { renewReservations } from "./reservation.js";
import { restarted, store } from "./restart.js";
import { onReserved, replaceLost, scale, serveThoseWhoLack } from "./scale.js";
import { lookAtSpares, sparesToAsk } from "./spares.js";
import { type BalancingConfig, type BalancingState, emit, initialState } from "./state.js";
import { sweepAll, sweepStrays } from "./strays.js";
import { planSynchronisation, synchronise } from "./synchronise.js";
import { onUpgraded } from "./upgraded.js";

export const balancingController: Machine<BalancingConfig, BalancingState, Input, Effect> = {
  start(config, now) {
    const state = initialState(config);
    const out: Out = [];
    spreadPools(state, out);
    lookAtLoad(state, now, out);
    planSynchronisation(state, now, out);
    return { state, effects: out };
  },
  step(state, input, now) {
    const out: Out = [];
    take(state, input, now, out);
    serveThoseWhoLack(state, now, out);
    return { state, effects: store(state, out) };
  },
  restart(config, disk, now) {
    const out: Out = [];
    const state = restarted(config, disk, now, out);
    lookAtLoad(state, now, out);
    planSynchronisation(state, now, out);
    return { state, effects: store(state, out) };
  },
};

function take(state: BalancingState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "timer":
      takeTimer(state.desk, input.timer);
      return onTimer(state, input.timer, now, out);
    case "outcome":
      return onOutcome(state, input.id, input.outcome, now, out);
    case "message":
      return onMessage(state, input.body, now, out);
  }
}

function onMessage(state: BalancingState, body: Message, now: Micros, out: Out): void {
  switch (body.kind) {
    case "serviced": {
      const host = state.facts.hosts[body.host];
      if (host === undefined) return;
      serviceHost(host);
      host.claimed = false;
      host.wanted = false;
      return startMember(state, host, out);
    }
    case "configuration":
      return onUpgraded(state, body, now, out);
    case "counters":
      return learnCounters(hostOf(state.facts, body.host), body.counters);
    case "load-report":
      return hearVerdict(state, body.host, body.load, now, out);
    case "reserved":
      return onReserved(state, body, now, out);
    case "takeover-begins":
      return onTakeoverBegins(state, body, now, out);
    case "takeover-ends":
      return onTakeoverEnds(state, body);
    case "host-wanted":
      return giveUpOne(state, now, out);
  }
}

function onTimer(state: BalancingState, { kind, subject }: Timer, now: Micros, out: Out): void {
  switch (kind) {
    case "measure":
      renewReservations(state, out);
      lookAtSilence(state, now, out);
      releaseWanted(state);
      lookAtSpares(state, out);
      sweepAll(state, out);
      for (const site of state.sites) scale(state, site, now, out);
      return lookAtLoad(state, now, out);
    case "synchronise":
      return synchronise(state, now, out);
    case "change":
      return onChangeTimer(state, subject, now, out);
  }
}

/** What an agent has judged is acted on at once. */
function hearVerdict(state: BalancingState, name: string, load: JudgedLoad, now: Micros, out: Out): void {
  learnVerdict(hostOf(state.facts, name), load, now);
  for (const site of state.sites) {
    const serving = servingHosts(state.facts, siteOf(state.facts, site.config.service));
    if (serving.some((host) => host.name === name)) scale(state, site, now, out);
  }
}

/** Asks for the load of every host that serves, or idles online in the pool, and comes back when the answers have long been in. */
function lookAtLoad(state: BalancingState, now: Micros, out: Out): void {
  const { every } = state.config.policy;
  const ofSites = state.sites.flatMap(({ config }) => {
    const site = siteOf(state.facts, config.service);
    return [...servingHosts(state.facts, site), ...passedOver(state.facts, site)];
  });
  for (const host of new Set([...ofSites, ...sparesToAsk(state)])) {
    // An answer that has not come by now does not come any more.
    settle(state.desk, state.asked[host.name] ?? 0);
    const action = inquiry(state.config.policy, host);
    host.misses += 1;
    if (action !== null) {
      state.asked[host.name] = emit(state, action, { rule: "query-due", every }, null, out);
    }
  }
  setTimer(state.desk, { kind: "measure", subject: "-", at: now + every }, out);
}

/** Whoever is polled is asked each time; agents go on by themselves, and are told anew when they are silent. */
function inquiry(
  { load, every, scale }: BalancingPolicy,
  { name, misses, now, judged, capacity }: HostFacts,
): Action | null {
  if (load === "polled") return { kind: "measure", host: name };
  const silent = misses > 0 || (now === null && judged === null);
  if (!silent) return null;
  if (load === "pushed" || scale.by !== "thresholds") return { kind: "watch-load", host: name, every, judge: null };
  const { grow, shrink } = scale;
  return { kind: "watch-load", host: name, every, judge: { capacity, thresholds: { grow, shrink } } };
}

/** A helper that says nothing is lost to its service; a silent primary is for failover to look after. */
function lookAtSilence(state: BalancingState, now: Micros, out: Out): void {
  for (const each of state.sites) {
    const { config } = each;
    const site = siteOf(state.facts, config.service);
    for (const { host, stage } of [...site.helpers]) {
      if (stage !== "serving" || host === site.primary) continue;
      const known = hostOf(state.facts, host);
      if (known.misses < state.config.policy.misses) continue;
      loseHost(known);
      // It is online no more, for all that is known.
      known.stage = "unknown";
      known.missed = true;
      startShrinking(state, host, config.service, true, { rule: "host-lost", host }, now, out);
      replaceLost(state, each, host, now, out);
    }
    lookAtMembers(state, site, out);
  }
}

function onOutcome(state: BalancingState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = settle(state.desk, id);
  if (open === undefined) return;
  learn(state.facts, open.action, outcome, now);
  if (open.action.kind === "weigh" && outcome.status === "done") delete state.unconfirmed[open.action.service];
  if (open.owner !== null) onChangeOutcome(state, open.owner, id, outcome, now, out);
  if (isBrought(open.action)) sweepStrays(state, open.action.to, out);
}
