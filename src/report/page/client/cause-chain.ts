/** How an incident came about and ended: one link after the other, each with what was behind it. */
import type { ChronicleEntry, Incident } from "../../../result/index.js";
import { formatDuration } from "../../number-format.js";
import { element } from "./dom.js";
import { clock, offset } from "./instant.js";
import { reasonOf } from "./step-reason.js";

interface Link {
  readonly atSeconds: number;
  readonly what: string;
  readonly because: string | null;
  /** Colours the dot: what broke, what was decided, what made it good again. */
  readonly kind: "fault" | "down" | "decision" | "doubt" | "cure";
}

/** With a chronicle its words are used; without, the chain holds what the incident itself knows. */
export function causeChain(incident: Incident, chronicle: readonly ChronicleEntry[]): HTMLElement {
  const links = [
    ...faultLinks(incident, chronicle),
    ...outageLinks(incident, chronicle),
    ...laterFaultLinks(incident, chronicle),
    ...decisionLinks(incident, chronicle),
  ]
    .toSorted((a, b) => a.atSeconds - b.atSeconds)
    .concat(endLink(incident));
  return element(
    "ol",
    { class: "chain" },
    links.map(({ atSeconds, what, because, kind }) =>
      element(
        "li",
        { class: `link-${kind}` },
        element("time", { title: clock.exact(atSeconds) }, offset(atSeconds - incident.startSeconds)),
        element("span", {}, what, because === null ? null : element("span", { class: "reason" }, `because ${because}`)),
      ),
    ),
  );
}

/** The last time that each cause struck before the service went down. */
function faultLinks({ causes, startSeconds }: Incident, chronicle: readonly ChronicleEntry[]): readonly Link[] {
  return causes.map((cause) => {
    const told = chronicle.findLast(({ atSeconds, told }) => atSeconds <= startSeconds && told?.fault === cause);
    return told === undefined
      ? { atSeconds: startSeconds, what: `Fault: ${cause}`, because: null, kind: "fault" as const }
      : {
          atSeconds: told.atSeconds,
          what: `${told.actor}: ${told.what}`,
          because: told.because,
          kind: "fault" as const,
        };
  });
}

function outageLinks(incident: Incident, chronicle: readonly ChronicleEntry[]): readonly Link[] {
  const { service, startSeconds, from } = incident;
  const at = chronicle.filter(({ atSeconds }) => atSeconds === startSeconds);
  const down = at.find(({ actor, told }) => actor === service && told?.kind === "ServiceDown");
  const host = at.find(({ actor, because }) => actor === from && because === null);
  return [
    ...(host === undefined ? [] : [link(host, "down")]),
    {
      atSeconds: startSeconds,
      what: `${service} can no longer answer`,
      because: down?.because ?? null,
      kind: "down",
    },
  ];
}

/** Faults that struck while the service was down: what goes wrong during a recovery makes it longer. */
function laterFaultLinks(
  { startSeconds, recoveryTimeSeconds }: Incident,
  chronicle: readonly ChronicleEntry[],
): readonly Link[] {
  const end = startSeconds + recoveryTimeSeconds;
  return chronicle
    .filter(({ atSeconds, told }) => atSeconds > startSeconds && atSeconds <= end && told?.kind === "FaultInjected")
    .map((entry) => link(entry, "fault"));
}

const DECISIONS: ReadonlySet<string | undefined> = new Set([
  ...["verdict", "waiting", "passed-over", "begun", "PersonPaged"],
]);

/** What was noticed and decided; every step, with the reason why it was taken. */
function decisionLinks(incident: Incident, chronicle: readonly ChronicleEntry[]): readonly Link[] {
  const { startSeconds, detectedSeconds, recoveryTimeSeconds, steps } = incident;
  const end = startSeconds + recoveryTimeSeconds;
  const told = chronicle.filter(
    ({ atSeconds, told }) => atSeconds >= startSeconds && atSeconds <= end && DECISIONS.has(told?.kind),
  );
  const detected: readonly Link[] =
    detectedSeconds === null || told.some(({ atSeconds }) => atSeconds === detectedSeconds)
      ? []
      : [
          {
            atSeconds: detectedSeconds,
            what: `The failure is noticed, ${formatDuration(detectedSeconds - startSeconds)} after it`,
            because: null,
            kind: "decision",
          },
        ];
  return [
    ...detected,
    ...told.map((entry) => link(entry, "decision")),
    ...steps.map((step): Link => {
      const took = step.endSeconds === null ? "" : `, ${formatDuration(step.endSeconds - step.startSeconds)}`;
      return {
        atSeconds: step.startSeconds,
        what: `${step.step}: ${step.outcome}${took}`,
        because: reasonOf(step),
        kind: step.outcome === "failed" || step.outcome === "unknown" ? "doubt" : "decision",
      };
    }),
  ];
}

function endLink({ service, to, startSeconds, endSeconds, recoveryTimeSeconds }: Incident): Link {
  const end = startSeconds + recoveryTimeSeconds;
  if (endSeconds === null) {
    return { atSeconds: end, what: `The run ends; ${service} is still down`, because: null, kind: "down" };
  }
  const where = to === null ? "" : ` on ${to}`;
  return {
    atSeconds: end,
    what: `${service} answers again${where}`,
    because: null,
    kind: "cure",
  };
}

function link({ atSeconds, actor, what, because }: ChronicleEntry, kind: Link["kind"]): Link {
  return { atSeconds, what: `${actor}: ${what}`, because, kind };
}
