/** Who was told to shut down and takes longer is waited for where cutting its power would take that of others. */
import type { Step } from "../../kit/step.js";
import { hostSteps } from "../../kit/steps.js";
import { type Facts, host } from "../facts.js";
import type { FailoverPolicy } from "../policy.js";

const steps = hostSteps(host);

/** Whom it is about: the former holder, or the stand-in. */
interface Ending {
  readonly name: string;
  readonly asked: string;
  readonly awaited: string;
  /** Its power can be cut, and takes that of nobody. */
  readonly isCut: (facts: Facts) => boolean;
}

/**
 * It is asked how it is. One that says that it is shutting down lets nobody in any more, and may have much to write: it is told so
 * once more, and answers when it is down. One that hangs does not answer: nobody waits for it any longer.
 */
export function awaitEnd(
  { policy }: { readonly policy: Pick<FailoverPolicy, "limits"> },
  { name, asked, awaited, isCut }: Ending,
): readonly Step<Facts>[] {
  const isDown = (facts: Facts): boolean => ["off", "standalone"].includes(host(facts, name).stage);
  return [
    {
      name: asked,
      phase: "fence",
      isNeedless: (facts) => isCut(facts) || isDown(facts),
      act: () => ({ do: [{ kind: "query", host: name, atConsole: true }] }),
      within: policy.limits.relay,
      otherwise: "skip",
    },
    {
      ...steps.shutDown(name, () => null, {
        name: awaited,
        phase: "fence",
        within: policy.limits.boot,
        proof: steps.isOffOrStandalone(name),
        otherwise: "skip",
      }),
      isNeedless: (facts) => isCut(facts) || host(facts, name).stage !== "shutting-down",
    },
  ];
}
