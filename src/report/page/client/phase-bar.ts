/** The phases of an incident as one bar, each as wide as it was long. */
import type { Incident } from "../../../result/index.js";
import { formatDuration } from "../../number-format.js";
import { element, place } from "./dom.js";
import { head } from "./page-source.js";

/** Part of the bar below which there is no room for words. */
const ROOM_FOR_WORDS = 0.1;

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
