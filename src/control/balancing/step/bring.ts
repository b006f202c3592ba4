/** The steps that bring data to a helper: a mirror or a copy of what it can use as it is, a conversion of the rest. */
import type { Identity } from "../../identity.js";
import type { Action } from "../../words.js";
import { type Facts, type VolumeFacts, hostOf } from "../facts.js";
import { conversionFor, neededVolumes, remoteMirrorFor } from "../make.js";
import type { WayAsItIs } from "../policy.js";
import { type BalancingStep, FIGURES, type Help, hasUsers } from "./help.js";

/** What is used as it is by the first way that works; then what is converted, if the policy says so. */
export function bringAll(help: Help): readonly BalancingStep[] {
  const asItIs = help.policy.data.by.filter((way) => way !== "transform");
  const first = asItIs.length === 0 ? [] : [replicate(help, asItIs, 0)];
  return help.policy.data.by.includes("transform") ? [...first, transform(help)] : first;
}

type Kind = "as it is" | "transformed";

/** What of it a helper lacks, of what it can use as it is or of what is converted for it. */
function missingVolumes(facts: Facts, help: Help, kind: Kind): readonly VolumeFacts[] {
  return neededVolumes(facts, help, help.policy.data).filter(
    (each) =>
      each.ready[help.host] === undefined && (conversionFor(facts, help, each) === null) === (kind === "as it is"),
  );
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
          const asHelper = identityOf(facts, help);
          return way === null
            ? []
            : [{ kind: "transform", volume, device, to, ahead: false, rate: way.rate, asHelper }];
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

/** It may get power, and start, before it is configured. */
function identityOf(facts: Facts, { host }: Help): Identity {
  return hostOf(facts, host).identity;
}

function bring(facts: Facts, volume: VolumeFacts, by: WayAsItIs, help: Help): readonly Action[] {
  const { name, device } = volume;
  const asHelper = identityOf(facts, help);
  if (by !== "copy") {
    const mirror = by === "split-mirror" ? volume.mirror : (remoteMirrorFor(facts, help, volume)?.device ?? null);
    return mirror === null ? [] : [{ kind: "split-mirror", volume: name, device: mirror, to: help.host, asHelper }];
  }
  const { on } = help.policy.data;
  return [
    {
      kind: "copy",
      volume: name,
      device,
      to: help.host,
      asHelper,
      ...(on !== null && { on }),
      ...(hasUsers(help) && { beside: true }),
    },
  ];
}
