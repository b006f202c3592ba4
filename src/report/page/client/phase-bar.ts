/** The phases of an incident as one bar, each as wide as it was long. */
import { type Incident, PHASES } from "../../../result/index.js";
import { formatDuration } from "../../number-format.js";
import { element, place } from "./dom.js";
import { head } from "./page-source.js";

/** Part of the bar below which there is no room for words. */
const ROOM_FOR_WORDS = 0.1;

/** What the colours of some bars mean, in the order of the phases. */
export function phaseLegend(incidents: readonly Incident[]): HTMLElement {
  const occurring = new Set(
    incidents.flatMap(({ phases }) =>
      phases.flatMap(({ phase, durationSeconds }) => (durationSeconds > 0 ? [phase] : [])),
    ),
  );
  return element(
    "ul",
    { class: "legend" },
    PHASES.filter((phase) => occurring.has(phase)).map((phase) =>
      element("li", {}, element("i", { class: `swatch phase-${phase}` }), head.phaseLabels[phase]),
    ),
  );
}

export function phaseBar({ phases, recoveryTimeSeconds }: Incident, words: boolean): HTMLElement {
  return element(
    "div",
    { class: words ? "phases large" : "phases", "aria-hidden": "true" },
    phases
      .filter(({ durationSeconds }) => durationSeconds > 0)
      .map(({ phase, durationSeconds }) =>
        place(
          element(
            "span",
            { class: `phase-${phase}`, title: `${head.phaseLabels[phase]}: ${formatDuration(durationSeconds)}` },
            words && durationSeconds / recoveryTimeSeconds > ROOM_FOR_WORDS
              ? element("b", {}, formatDuration(durationSeconds))
              : null,
          ),
          { "flex-grow": String(durationSeconds) },
        ),
      ),
  );
}
