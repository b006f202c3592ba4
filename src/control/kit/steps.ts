/** The steps with which any machine ends and starts a host: order it down, cut its power and read that back, power on, boot. */
import type { Action } from "../words.js";
import type { StagedHost } from "./host-stage.js";
import type { Proof, Step } from "./step.js";

type Stage = StagedHost["stage"];

/** Why nothing needs to be done about a host in this stage, `null` when something does. */
export type Unless = (stage: Stage) => string | null;

/** What the machine decides about a step: what it is called, how long it may take, what else is done when it fails. */
type Frame<Facts> = Omit<Step<Facts>, "act">;

/** @param known how a machine knows a host by its name */
export function hostSteps<Facts>(known: (facts: Facts, host: string) => StagedHost) {
  const stepOf = (host: string, action: Action, unless: Unless, frame: Frame<Facts>): Step<Facts> => ({
    ...frame,
    act: (facts) => {
      const why = unless(known(facts, host).stage);
      return why === null ? { do: [action] } : { skip: why };
    },
  });
  return {
    /** Orderly: it ends its applications and flushes its data. */
    shutDown: (host: string, unless: Unless, frame: Frame<Facts>) =>
      stepOf(host, { kind: "order-shutdown", host }, unless, { ...frame, destroys: host }),

    switchRelay: (host: string, relay: string, to: "on" | "off", unless: Unless, frame: Frame<Facts>) =>
      stepOf(host, { kind: "switch-relay", relay, to }, unless, { ...frame, ...(to === "off" && { destroys: host }) }),

    /** An acknowledgement of the relay alone is no proof. */
    readBack: (host: string, relay: string, unless: Unless, frame: Frame<Facts>) =>
      stepOf(host, { kind: "read-relay", relay }, unless, frame),

    /** Proven when it is online, and in vain when its relay turns out to be open. */
    boot: (host: string, unless: Unless, frame: Omit<Frame<Facts>, "proof">): Step<Facts> => ({
      ...frame,
      proof: isKnown(known, host, ["online"]),
      act: (facts) => {
        const why = unless(known(facts, host).stage);
        return why === null ? { do: [{ kind: "boot", host }] } : { skip: why };
      },
      meanwhile: (facts) => lookForPower(known(facts, host)),
      vainWhen: (facts) => (known(facts, host).stage === "off" ? `${host} has no power` : null),
    }),

    isOnline: (host: string) => isKnown(known, host, ["online"]),
    isOff: (host: string) => isKnown(known, host, ["off"]),
    isOffOrStandalone: (host: string) => isKnown(known, host, ["off", "standalone"]),
  };
}

/** That a relay has acknowledged proves nothing: whether one that it should have given power has any is found out meanwhile. */
export function lookForPower({ relay, stage }: StagedHost): readonly Action[] {
  return relay === null || stage === "standalone" || stage === "online" ? [] : [{ kind: "read-relay", relay }];
}

/** That a host was found in one of these stages. */
function isKnown<Facts>(
  known: (facts: Facts, host: string) => StagedHost,
  host: string,
  stages: readonly Stage[],
): Proof<Facts> {
  return {
    of: `${host} ${stages.join(" or in ")}`,
    shownAt: (facts) => {
      const { stage, stageAt } = known(facts, host);
      return stages.includes(stage) ? stageAt : null;
    },
    found: (facts) => `${host} ${known(facts, host).stage}`,
  };
}

/** What stands in for something else, with all its other ways, ends as soon as that was done after all. */
export function untilDone<Facts>(step: Step<Facts>, endsWhen: NonNullable<Step<Facts>["endsWhen"]>): Step<Facts> {
  const { otherwise } = step;
  const isList = (way: Step<Facts>["otherwise"]): way is readonly Step<Facts>[] => Array.isArray(way);
  return {
    ...step,
    endsWhen,
    otherwise: isList(otherwise) ? otherwise.map((each) => untilDone(each, endsWhen)) : otherwise,
  };
}

/** For conditions that ask for nothing: the step is always done. */
export const always = (): null => null;

/** A number in the figure of a source, where there is one. */
export function numbered(figure: string | undefined): { figure: string } | Record<string, never> {
  return figure === undefined ? {} : { figure };
}
