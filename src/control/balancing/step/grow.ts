/** The steps of growing: each a function from who helps whom to a step of a routine. */
import { always, type Unless } from "../../kit/steps.js";
import { type Facts, type VolumeFacts, hostOf, siteOf } from "../facts.js";
import { routesOf } from "../routes.js";
import { noneLeft, straysAt, takeBack } from "../strays.js";
import { bringAll } from "./bring.js";
import { type BalancingStep, FIGURES, type Help, goesOn, hasUsers, readBy, steps } from "./help.js";

/** Identify what may be shared, replicate it, configure the host, power it on and bring it online, direct requests there. */
export function growSteps(help: Help): readonly BalancingStep[] {
  const first = help.policy.figure === "13" ? [identify(help)] : [];
  const look = help.policy.data.parts === "applications" ? [lookAtIt(help)] : [];
  return [
    ...[...first, ...bringAll(help), takeDown(help), clear(help), configure(help)],
    ...[...look, powerOn(help), boot(help), direct(help)],
  ];
}

function identify({ service }: Help): BalancingStep {
  return {
    name: "identify",
    figure: "1310",
    phase: "data",
    act: (facts) => {
      const { shareable, exclusive } = siteOf(facts, service);
      const kept = exclusive.length === 0 ? "" : `; ${exclusive.join(", ")} stays with the primary`;
      return { skip: `${shareable.join(", ")} may be shared${kept}` };
    },
    within: 0,
    otherwise: "skip",
  };
}

/** A host of the pool that idles online, or may, is brought to where it can be configured; one that is off does not answer. */
function takeDown(help: Help): BalancingStep {
  const { host, policy } = help;
  const unless: Unless = (stage) => {
    if (goesOn(help, stage)) return `${host} goes on with its own system`;
    return stage === "off" || stage === "standalone" ? `${host} is ${stage}` : null;
  };
  return steps.shutDown(host, unless, {
    name: "take-down",
    phase: "boot",
    within: policy.limits.shutdown,
    otherwise: "skip",
  });
}

/** What came late of an earlier attempt, for a service that it does not help: it would start with that. */
function clear(help: Help): BalancingStep {
  const { host, policy } = help;
  const strays = (facts: Facts): readonly VolumeFacts[] => straysAt(facts, host, readBy(facts, help));
  return {
    name: "clear",
    phase: "data",
    isNeedless: (facts) => strays(facts).length === 0,
    act: (facts) => ({ do: strays(facts).flatMap((each) => takeBack(each, host)) }),
    within: policy.limits.relay,
    proof: noneLeft(strays, host),
    otherwise: "give-up",
  };
}

/** An identity of its own, never the primary's: both serve. */
function configure(help: Help): BalancingStep {
  return {
    name: "configure",
    figure: FIGURES[help.policy.figure].configure,
    phase: "redirect",
    act: (facts) => {
      const { identity } = hostOf(facts, help.host);
      return { do: [{ kind: "configure", host: help.host, identity, volumes: readBy(facts, help) }] };
    },
    within: help.policy.limits.relay,
    otherwise: "give-up",
  };
}

/**
 * Whoever goes on as it is may have died since it was heard last: without an answer it is started, whatever is believed of it. Not one
 * with users of its own of which somebody else takes care: it may be fenced for their sake.
 */
function lookAtIt(help: Help): BalancingStep {
  const { host, policy } = help;
  return {
    name: "look-at-helper",
    phase: "boot",
    act: (facts) => {
      const { stage } = hostOf(facts, host);
      return goesOn(help, stage) ? { do: [{ kind: "query", host }] } : { skip: `${host} is ${stage}` };
    },
    within: policy.limits.relay,
    proof: steps.isOnline(host),
    otherwise: help.asks === true && hasUsers(help) ? "give-up" : [powerOn(help, always), boot(help, always)],
  };
}

/** @param unless it has power, for all that is known */
function powerOn(
  help: Help,
  unless: Unless = (stage) => (stage === "standalone" || goesOn(help, stage) ? `${help.host} has power` : null),
): BalancingStep {
  const { host, relay, policy } = help;
  const frame = {
    name: "power-on",
    figure: FIGURES[policy.figure].online,
    phase: "boot",
    within: policy.limits.relay,
    otherwise: "skip",
  } as const;
  if (relay === null) return { ...frame, act: () => ({ skip: `${host} has no relay` }) };
  return steps.switchRelay(host, relay, "on", unless, frame);
}

function boot(
  help: Help,
  unless: Unless = (stage) => (goesOn(help, stage) ? `${help.host} is online` : null),
): BalancingStep {
  const { host, policy } = help;
  return steps.boot(host, unless, {
    name: "boot",
    figure: FIGURES[policy.figure].online,
    phase: "boot",
    within: policy.limits.boot,
    otherwise: "give-up",
  });
}

function direct({ service, host, policy }: Help): BalancingStep {
  return {
    name: "direct",
    figure: FIGURES[policy.figure].direct,
    phase: "redirect",
    act: (facts) => {
      const site = siteOf(facts, service);
      const others = site.helpers.filter((each) => each.host !== host && each.stage !== "growing");
      const helpers = [...others, { host, stage: "serving" } as const];
      return { do: [{ kind: "weigh", service, routes: routesOf(facts, site, helpers, policy.route) }] };
    },
    within: policy.limits.relay,
    otherwise: { again: "direct", after: policy.limits.retryAfter },
    handsOver: true,
  };
}
