/** The balancing controller: reads the load of services, and has hosts of one pool help those that need it. */
import { takeTimer, type Out, setTimer, settle } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Machine } from "../machine.js";
import type { Action, Effect, EffectId, Input, Message, Outcome, Reason, Timer } from "../words.js";
import { onChangeOutcome, onChangeTimer, startShrinking } from "./change.js";
import {
  type HostFacts,
  type SiteFacts,
  hostOf,
  learn,
  learnCounters,
  learnVerdict,
  loseHost,
  serviceHost,
  servingHosts,
  siteOf,
} from "./facts.js";
import type { JudgedLoad } from "./judged-load.js";
import { giveUpOne, onTakeoverBegins, onTakeoverEnds } from "./news.js";
import type { BalancingPolicy } from "./policy.js";
import { renewReservations } from "./reservation.js";
import { restarted, store } from "./restart.js";
import { onReserved, scale, serveThoseWhoLack } from "./scale.js";
import { routesOf } from "./routes.js";
import { type BalancingConfig, type BalancingState, emit, initialState, lease } from "./state.js";
import { planSynchronisation, synchronise } from "./synchronise.js";

export const balancingController: Machine<BalancingConfig, BalancingState, Input, Effect> = {
  start(config, now) {
    const state = initialState(config);
    const out: Out = [];
    joinPools(state, out);
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
      return;
    }
    case "counters":
      return learnCounters(hostOf(state.facts, body.host), body.counters);
    case "load-report":
      return hearVerdict(state, body.host, body.load, now, out);
    case "reserved":
      return onReserved(state, body, now, out);
    case "takeover-begins":
      return onTakeoverBegins(state, body);
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

/** Asks for the load of every host that serves, and comes back when the answers have long been in. */
function lookAtLoad(state: BalancingState, now: Micros, out: Out): void {
  const { every } = state.config.policy;
  for (const { config } of state.sites) {
    for (const host of servingHosts(state.facts, siteOf(state.facts, config.service))) {
      // An answer that has not come by now does not come any more.
      settle(state.desk, state.asked[host.name] ?? 0);
      const action = inquiry(state.config.policy, host);
      host.misses += 1;
      if (action !== null) {
        state.asked[host.name] = emit(state, action, { rule: "query-due", every }, null, out);
      }
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

/** In a pool another member takes the place of one that says nothing, which is lost then like any other. */
function replacePrimary(state: BalancingState, site: SiteFacts, out: Out): void {
  const silent = hostOf(state.facts, site.primary);
  const heir = site.helpers.find(({ host, stage }) => stage === "serving" && hostOf(state.facts, host).misses === 0);
  if (site.isPool !== true || heir === undefined || silent.misses < state.config.policy.misses) return;
  site.primary = heir.host;
  site.helpers = [...site.helpers.filter((each) => each !== heir), { host: silent.name, stage: "serving" }];
  const because: Reason = { rule: "host-lost", host: silent.name };
  lease(state, heir.host, null, because, out);
  lease(state, silent.name, site.service, because, out);
}

/** Every member of a pool serves from the beginning. */
function joinPools(state: BalancingState, out: Out): void {
  const because: Reason = { rule: "runs-there" };
  for (const { config } of state.sites) {
    if (config.members === undefined) continue;
    const site = siteOf(state.facts, config.service);
    for (const host of config.members) {
      lease(state, host, config.service, because, out);
      site.helpers.push({ host, stage: "serving" });
    }
    const routes = routesOf(state.facts, site, site.helpers, state.config.policy.route);
    emit(state, { kind: "weigh", service: config.service, routes }, because, null, out);
  }
}

/** A helper that says nothing is lost to its service; a silent primary is for failover to look after. */
function lookAtSilence(state: BalancingState, now: Micros, out: Out): void {
  for (const { config } of state.sites) {
    const site = siteOf(state.facts, config.service);
    replacePrimary(state, site, out);
    const { helpers, primary } = site;
    for (const { host, stage } of [...helpers]) {
      if (stage !== "serving" || host === primary) continue;
      const known = hostOf(state.facts, host);
      if (known.misses < state.config.policy.misses) continue;
      loseHost(known);
      startShrinking(state, host, true, { rule: "host-lost", host }, now, out);
    }
  }
}

function onOutcome(state: BalancingState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = settle(state.desk, id);
  if (open === undefined) return;
  learn(state.facts, open.action, outcome, now);
  if (open.owner !== null) onChangeOutcome(state, open.owner, id, outcome, now, out);
}
