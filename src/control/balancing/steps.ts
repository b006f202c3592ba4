/** The steps of growing and shrinking: each a function from who helps whom to a step of a routine. */
import type { Step } from "../kit/routine.js";
import { always, type Unless, hostSteps } from "../kit/steps.js";
import type { Action } from "../words.js";
import { type Facts, type HostFacts, type VolumeFacts, hostOf, siteOf, volumeOf } from "./facts.js";
import { conversionFor, neededVolumes, remoteMirrorFor } from "./make.js";
import type { BalancingPolicy, WayAsItIs } from "./policy.js";
import { routesOf } from "./routes.js";
import { isAt, noneLeft, straysAt, takeBack } from "./strays.js";

export type BalancingStep = Step<Facts>;

/** Those that balancing has in common with others. */
const steps = hostSteps(hostOf);

/** Who comes to help which service, or leaves it. */
export interface Help {
  readonly service: string;
  readonly host: string;
  readonly relay: string | null;
  readonly policy: BalancingPolicy;
  /** The services that it helps beside that. */
  readonly others: readonly string[];
}

/** What the figures of the source number. */
const FIGURES = {
  "11": { replicate: "1120", configure: "1130", online: "1140", direct: "1150" },
  "13": { replicate: "1330", configure: "1340", online: "1350", direct: "1360" },
} as const;

/** Identify what may be shared, replicate it, configure the host, power it on and bring it online, direct requests there. */
export function growSteps(help: Help): readonly BalancingStep[] {
  const first = help.policy.figure === "13" ? [identify(help)] : [];
  const look = help.policy.data.parts === "applications" ? [lookAtIt(help)] : [];
  return [
    ...[...first, ...bringAll(help), takeDown(help), clear(help), configure(help)],
    ...[...look, powerOn(help), boot(help), direct(help)],
  ];
}

/** Nothing new; what is open is served to its end; then off, unless somebody else is to have it as it stands. */
export function shrinkSteps(help: Help, leaving: Leaving): readonly BalancingStep[] {
  const { then } = help.policy.leave;
  const off = then === "hand-on" ? [] : powerOff(help);
  const back = then === "keep" ? [] : [giveBack(help)];
  const open = leaving.hurry ? [] : [drain(help)];
  // Whoever is never shut down may start anew with what is still presented to it, whenever it fails.
  const data = leaving.inVain || hasUsers(help) ? [callOff(help)] : [];
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

type Kind = "as it is" | "transformed";

/** What of it a helper lacks, of what it can use as it is or of what is converted for it. */
function missingVolumes(facts: Facts, help: Help, kind: Kind): readonly VolumeFacts[] {
  return neededVolumes(facts, help, help.policy.data).filter(
    (each) =>
      each.ready[help.host] === undefined && (conversionFor(facts, help, each) === null) === (kind === "as it is"),
  );
}

/** What is used as it is by the first way that works; then what is converted, if the policy says so. */
function bringAll(help: Help): readonly BalancingStep[] {
  const asItIs = help.policy.data.by.filter((way) => way !== "transform");
  const first = asItIs.length === 0 ? [] : [replicate(help, asItIs, 0)];
  return help.policy.data.by.includes("transform") ? [...first, transform(help)] : first;
}

function replicate(help: Help, ways: readonly WayAsItIs[], index: number): BalancingStep {
  const by = ways[index] ?? "copy";
  return {
    ...dataStep(help, "as it is"),
    name: index === 0 ? "replicate" : `replicate-by-${by}`,
    act: (facts) => {
      const missing = missingVolumes(facts, help, "as it is");
      if (missing.length === 0) return { skip: `${help.host} has all that may be shared` };
      const act = missing.flatMap((each) => bring(facts, each, by, help));
      return act.length === 0 ? { cannot: LACKING[by] } : { do: act };
    },
    otherwise: index + 1 < ways.length ? [replicate(help, ways, index + 1)] : "give-up",
  };
}

function transform(help: Help): BalancingStep {
  const { host: to } = help;
  return {
    ...dataStep(help, "transformed"),
    name: "transform",
    act: (facts) => {
      const missing = missingVolumes(facts, help, "transformed");
      if (missing.length === 0) return { skip: `nothing has to be converted for ${to}` };
      return {
        do: missing.flatMap((each): readonly Action[] => {
          const { name: volume, device } = each;
          const way = conversionFor(facts, help, each);
          return way === null ? [] : [{ kind: "transform", volume, device, to, ahead: false, rate: way.rate }];
        }),
      };
    },
    otherwise: "give-up",
  };
}

/** What all steps have in common that bring data to a helper. */
function dataStep(help: Help, kind: Kind) {
  const missing = (facts: Facts) => missingVolumes(facts, help, kind).map(({ name }) => name);
  return {
    figure: FIGURES[help.policy.figure].replicate,
    phase: "data",
    within: help.policy.limits.replicate,
    proof: {
      of: `what may be shared at ${help.host}`,
      shownAt: (facts: Facts) => (missing(facts).length === 0 ? Infinity : null),
      found: (facts: Facts) => `none of ${missing(facts).join(", ")}`,
    },
  } as const;
}

/** Why nothing can be brought this way. */
const LACKING: { readonly [W in WayAsItIs]: string } = {
  "split-mirror": "no volume has a mirror",
  "remote-mirror": "no volume has a mirror where the host is attached",
  copy: "there is nothing to copy",
};

function bring(facts: Facts, volume: VolumeFacts, by: WayAsItIs, help: Help): readonly Action[] {
  const { name, device } = volume;
  if (by !== "copy") {
    const mirror = by === "split-mirror" ? volume.mirror : (remoteMirrorFor(facts, help, volume)?.device ?? null);
    return mirror === null ? [] : [{ kind: "split-mirror", volume: name, device: mirror, to: help.host }];
  }
  const { on } = help.policy.data;
  return [
    {
      kind: "copy",
      volume: name,
      device,
      to: help.host,
      ...(on !== null && { on }),
      ...(hasUsers(help) && { beside: true }),
    },
  ];
}

/** Of its own, beside those that it is to help with. */
function hasUsers({ policy, host }: Pick<Help, "policy" | "host">): boolean {
  return policy.pool.withUsers?.includes(host) === true;
}

/** It has a system of its own and only gets applications: being online, or at work for others, it is not shut down. */
function goesOn({ policy, host, others }: Help, stage: HostFacts["stage"]): boolean {
  const works = others.length > 0 || hasUsers({ policy, host });
  return policy.data.parts === "applications" && (stage === "online" || works);
}

/** What it reads for the others, as far as it is there. */
function readForOthers(facts: Facts, { host, others, policy }: Help): readonly string[] {
  const all = others.flatMap((service) => neededVolumes(facts, { service, host }, policy.data));
  return [...new Set(all.filter(({ ready }) => ready[host] !== undefined).map(({ name }) => name))];
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

/** What it is to read: for this service and for others. */
function readBy(facts: Facts, help: Help): readonly string[] {
  const own = neededVolumes(facts, help, help.policy.data).map(({ name }) => name);
  return [...own, ...readForOthers(facts, help)];
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

/** Whoever goes on as it is may have died since it was heard last: without an answer it is started, whatever is believed of it. */
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
    otherwise: [powerOn(help, always), boot(help, always)],
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

function helpsOthers({ host, others }: Help): string {
  return `${host} helps ${others.join(" and ")} too`;
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

function powerOff(help: Help): readonly BalancingStep[] {
  const { host, relay, others, policy } = help;
  const { limits } = policy;
  if (relay === null) return [];
  const unless: Unless = (stage) => {
    if (others.length > 0) return helpsOthers(help);
    return stage === "off" ? `${host} is off` : null;
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
