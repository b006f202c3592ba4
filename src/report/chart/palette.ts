/** Colours that stay apart for the colour-blind (Okabe and Ito 2008), with hatching that keeps them apart in grey. */
import type { Condition, Phase } from "../../result/index.js";
import type { Fill } from "./pen.js";

export const INK = "#1f1f1f";
export const QUIET_INK = "#5c5c5c";
export const GRID = "#e3e3e3";
export const BACKGROUND = "#ffffff";
/** Behind the time in which an injected fault lasts. */
export const FAULT_SHADE = "rgba(0, 0, 0, 0.09)";
/** Behind the time in which a service is away, and the lines at round times that cross it. */
export const OUTAGE_SHADE = "rgba(0, 0, 0, 0.05)";
export const GRID_OVER_SHADE = "rgba(0, 0, 0, 0.1)";
/** Keeps a strip apart from the shade behind it. */
export const STRIP_OUTLINE = "#bdbdbd";
export const FAULT_MARK = "#444444";

const DARK = INK;
const LIGHT = "#ffffff";

/** A fill and the words for it in a legend. */
export interface NamedFill extends Fill {
  readonly label: string;
  /** Shown as a line with these dashes rather than as an area. */
  readonly dash?: readonly number[];
}

export const CONDITION_FILLS: Readonly<Record<Condition, NamedFill>> = {
  up: { label: "up", colour: "#9fd5c1", hatch: "none", ink: DARK },
  impaired: { label: "up, but impaired", colour: "#e69f00", hatch: "falling", ink: DARK },
  changing: { label: "starting, stopping or copying", colour: "#56b4e9", hatch: "rising", ink: DARK },
  idle: { label: "off or waiting on purpose", colour: "#efefef", hatch: "none", ink: DARK },
  other: { label: "another state, or not told", colour: "#cc79a7", hatch: "dotted", ink: DARK },
  down: { label: "down", colour: "#c44e00", hatch: "none", ink: LIGHT },
};

export const PHASE_FILLS: Readonly<Record<Phase, NamedFill>> = {
  detect: { label: "detect the failure", colour: "#e69f00", hatch: "none", ink: DARK },
  fence: { label: "shut down and fence", colour: "#884400", hatch: "falling", ink: LIGHT },
  data: { label: "make data ready", colour: "#0072b2", hatch: "none", ink: LIGHT },
  boot: { label: "boot", colour: "#56b4e9", hatch: "rising", ink: DARK },
  redirect: { label: "change identity and director", colour: "#009e73", hatch: "crossed", ink: DARK },
  resume: { label: "resume service", colour: "#f0e442", hatch: "none", ink: DARK },
  person: { label: "wait for a person", colour: "#cc79a7", hatch: "upright", ink: DARK },
  pause: { label: "wait for a host, or for the next attempt", colour: "#d6d6d6", hatch: "dotted", ink: DARK },
  repair: { label: "wait for repair", colour: "#999999", hatch: "level", ink: DARK },
};
