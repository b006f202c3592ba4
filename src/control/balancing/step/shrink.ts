/** The steps of shrinking: each a function from who leaves whom to a step of a routine. */
import type { Unless } from "../../kit/steps.js";
import { type Facts, type VolumeFacts, hostOf, siteOf, volumeOf } from "../facts.js";
import { routesOf } from "../routes.js";
import { isAt, noneLeft, takeBack } from "../strays.js";
import { type BalancingStep, type Help, goesOn, hasUsers, helpsOthers, readForOthers, steps } from "./help.js";

/** Nothing new; what is open is served to its end; then off, unless somebody else is to have it as it stands. */
export function shrinkSteps(help: Help, leaving: Leaving): readonly BalancingStep[] {
  const { then } = help.policy.leave;
  const off = then === "hand-on" ? [] : powerOff(help, leaving.inVain);
  const back = then === "keep" ? [] : [giveBack(help)];
  const open = leaving.hurry ? [] : [drain(help)];
  // Whoever is never shut down may start anew with what is still presented to it, whenever it fails. It is told first that it reads no
  // more: what it misses while it is at work its agent takes for a failure of its adapter.
  if (hasUsers(help)) return [stopDirecting(help), ...open, withdraw(help), ...back, callOff(help), shutDown(help)];
  const data = leaving.inVain ? [callOff(help)] : [];
  return [stopDirecting(help), ...open, withdraw(help), ...data, shutDown(help), ...off, ...back];
}

interface Leaving {
  /** Without waiting for what is open. */
  readonly hurry: boolean;
  /** It was still on its way. */
  readonly inVain: boolean;
}

/** Copies that are there, or may be on their way: whoever has the host next would find them. Until that is confirmed nobody gets it. */
function callOff(help: Help): BalancingStep {
  const { service, host, policy } = help;
  const brought = (facts: Facts): readonly VolumeFacts[] => {
    const kept = readForOthers(facts, help);
    const volumes = siteOf(facts, service).volumes.filter((name) => !kept.includes(name));
    return volumes.map((name) => volumeOf(facts, name)).filter((each) => isAt(each, host));
  };
  return {
    name: "call-off",
    phase: "data",
    act: (facts) => {
      const withdrawn = brought(facts).flatMap((each) => takeBack(each, host));
      return withdrawn.length === 0 ? { skip: `nothing was brought to ${host}` } : { do: withdrawn };
    },
    within: policy.limits.relay,
    proof: noneLeft(brought, host),
    otherwise: { again: "call-off", after: policy.limits.retryAfter },
  };
}

/** It keeps what it has and gets nothing new. */
function stopDirecting({ service, host, policy }: Help): BalancingStep {
  return {
    name: "stop-directing",
    phase: "redirect",
    act: (facts) => {
      const site = siteOf(facts, service);
      const helpers = site.helpers.filter(({ stage }) => stage !== "growing");
      if (!helpers.some((each) => each.host === host)) return { skip: `${host} was never directed to` };
      return { do: [{ kind: "weigh", service, routes: routesOf(facts, site, helpers, policy.route) }] };
    },
    within: policy.limits.relay,
    otherwise: "skip",
  };
}

function drain(help: Help): BalancingStep {
  const { host, service, others, policy } = help;
  // Whoever works for others too is never idle.
  const of = others.length > 0 || hasUsers(help) ? { of: service } : {};
  return {
    name: "drain",
    phase: "redirect",
    act: () => ({ do: [{ kind: "drain", host, within: policy.leave.drain, ...of }] }),
    within: policy.leave.drain + policy.limits.relay,
    otherwise: "skip",
  };
}

/** Nothing goes there any more, not even from users who have been there. */
function withdraw({ service, host, policy }: Help): BalancingStep {
  return {
    name: "withdraw",
    phase: "redirect",
    act: (facts) => {
      const site = siteOf(facts, service);
      const helpers = site.helpers.filter((each) => each.host !== host && each.stage !== "growing");
      return { do: [{ kind: "weigh", service, routes: routesOf(facts, site, helpers, policy.route) }] };
    },
    within: policy.limits.relay,
    otherwise: { again: "withdraw", after: policy.limits.retryAfter },
  };
}

/** Handed on it is not switched off unless nobody can say that it is down: whoever has it next would find it at work. */
function shutDown(help: Help): BalancingStep {
  const { host, policy } = help;
  const off = policy.leave.then === "hand-on" ? powerOff(help) : [];
  const unless: Unless = (stage) => {
    if (help.others.length > 0) return helpsOthers(help);
    if (policy.leave.then === "hand-on" && goesOn(help, stage)) return `${host} goes on with its own system`;
    return stage === "off" ? `${host} is off` : null;
  };
  return steps.shutDown(host, unless, {
    name: "shut-down",
    phase: "redirect",
    within: policy.limits.shutdown,
    ...(off.length > 0 && { proof: steps.isOffOrStandalone(host) }),
    otherwise: off.length > 0 ? off : tellAgain(help),
  });
}

/** It may not have heard that it is to end, and would go on for nobody: one that answers is told once more. */
function tellAgain({ host, relay, policy }: Help): BalancingStep["otherwise"] {
  if (relay !== null) return "skip";
  const { limits } = policy;
  return [
    {
      name: "look-whether-it-ended",
      phase: "redirect",
      act: () => ({ do: [{ kind: "query", host }] }),
      within: limits.relay,
      otherwise: "skip",
    },
    {
      name: "shut-down-again",
      phase: "redirect",
      isNeedless: (facts) => hostOf(facts, host).stage !== "online",
      act: () => ({ do: [{ kind: "order-shutdown", host }] }),
      within: limits.shutdown,
      otherwise: "skip",
    },
  ];
}

/** It reads nothing of the service any more: whoever has it next finds it as it was. */
function giveBack(help: Help): BalancingStep {
  const { host, policy } = help;
  return {
    name: "give-back",
    phase: "data",
    act: (facts) => {
      const { identity } = hostOf(facts, host);
      return { do: [{ kind: "configure", host, identity, volumes: readForOthers(facts, help) }] };
    },
    within: policy.limits.relay,
    // Whoever is not shut down may be repaired, and start with what it was not rid of.
    otherwise: goesOn(help, "online") ? [callOff(help)] : "skip",
  };
}

/** @param mayHaveStarted something was brought to it: it may have got power meanwhile, and started with that, whatever is believed */
function powerOff(help: Help, mayHaveStarted = false): readonly BalancingStep[] {
  const { host, relay, others, policy } = help;
  const { limits } = policy;
  if (relay === null) return [];
  const unless: Unless = (stage) => {
    if (others.length > 0) return helpsOthers(help);
    return stage === "off" && !mayHaveStarted ? `${host} is off` : null;
  };
  const frame = { phase: "redirect", within: limits.relay } as const;
  return [
    steps.switchRelay(host, relay, "off", unless, { name: "power-off", ...frame, otherwise: "skip" }),
    steps.readBack(host, relay, unless, {
      name: "read-back",
      ...frame,
      proof: steps.isOff(host),
      otherwise: { again: "power-off", after: limits.retryAfter },
    }),
  ];
}
