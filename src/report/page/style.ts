/** How the page looks: on a screen light or dark, narrow or wide, and on paper. */
import { CONDITIONS, PHASES, type Condition, type Phase } from "../../result/index.js";
import { CONDITION_FILLS, PHASE_FILLS } from "../chart/palette.js";
import type { Hatch } from "../chart/pen.js";
import { layoutStyle } from "./style-layout.js";
import { pictureStyle } from "./style-picture.js";

interface Theme {
  readonly colours: Readonly<Record<string, string>>;
  /** Where they differ from the palette that all charts share. */
  readonly conditions: Partial<Readonly<Record<Condition, string>>>;
}

const LIGHT: Theme = {
  colours: {
    paper: "#ffffff",
    raised: "#f6f7f8",
    ink: "#1f1f1f",
    quiet: "#5c5c5c",
    line: "#dfe2e5",
    accent: "#0b5a9c",
    good: "#00664a",
    bad: "#a63c00",
    "good-paper": "#e4f3ed",
    "bad-paper": "#fdeee4",
    fault: "#444444",
    outline: "rgba(0, 0, 0, 0.13)",
    incident: "#c44e00",
    shade: "rgba(0, 0, 0, 0.09)",
    "line-1": "#0072b2",
    "line-2": "#00785a",
    "line-3": "#c44e00",
    "line-4": "#a34d80",
    "line-5": "#1f1f1f",
    "line-6": "#8a6200",
    "line-7": "#2b7ba8",
    "line-8": "#6b6b6b",
  },
  conditions: {},
};

const DARK: Theme = {
  colours: {
    paper: "#15181c",
    raised: "#1e2328",
    ink: "#e9ebed",
    quiet: "#a8b0b8",
    line: "#333a42",
    accent: "#7fc3f4",
    good: "#63d3b0",
    bad: "#ff9e66",
    "good-paper": "#14302a",
    "bad-paper": "#3a2317",
    fault: "#b5bcc4",
    outline: "rgba(255, 255, 255, 0.16)",
    incident: "#ff8a45",
    shade: "rgba(255, 255, 255, 0.10)",
    "line-1": "#56b4e9",
    "line-2": "#3cc79f",
    "line-3": "#ff8a45",
    "line-4": "#dd93bc",
    "line-5": "#e9ebed",
    "line-6": "#e6b84a",
    "line-7": "#9ad0f2",
    "line-8": "#a0a0a0",
  },
  conditions: { up: "#2f7d68", idle: "#2a3036", changing: "#3f8fc0", down: "#ff8a45" },
};

export function pageStyle(): string {
  return [
    `:root { color-scheme: light; ${variables(LIGHT)} }`,
    `:root[data-theme="dark"] { color-scheme: dark; ${variables(DARK)} }`,
    `@media (prefers-color-scheme: dark) { :root:not([data-theme]) { color-scheme: dark; ${variables(DARK)} } }`,
    ...CONDITIONS.map((each) => fillRule(`condition-${each}`, CONDITION_FILLS[each].hatch, null)),
    ...PHASES.map((each) => fillRule(`phase-${each}`, PHASE_FILLS[each].hatch, PHASE_FILLS[each].ink)),
    layoutStyle,
    pictureStyle,
  ].join("\n");
}

function variables({ colours, conditions }: Theme): string {
  const named = [
    ...Object.entries(colours),
    ...CONDITIONS.map((each): [string, string] => [
      `condition-${each}`,
      conditions[each] ?? CONDITION_FILLS[each].colour,
    ]),
    ...PHASES.map((each: Phase): [string, string] => [`phase-${each}`, PHASE_FILLS[each].colour]),
  ];
  return named.map(([name, value]) => `--${name}: ${value};`).join(" ");
}

/** Lines in the direction of a hatching, seven pixels apart. */
const GRADIENTS: Readonly<Record<Hatch, readonly string[]>> = {
  none: [],
  rising: ["-45deg"],
  falling: ["45deg"],
  crossed: ["45deg", "-45deg"],
  upright: ["90deg"],
  level: ["0deg"],
  dotted: ["90deg", "0deg"],
};

function fillRule(name: string, hatch: Hatch, ink: string | null): string {
  const lines = GRADIENTS[hatch].map(
    (angle) => `repeating-linear-gradient(${angle}, rgba(0, 0, 0, 0.28) 0 1px, transparent 1px 6px)`,
  );
  const text = ink === null ? "" : ` color: ${ink};`;
  return `.${name} { background: ${[...lines, `var(--${name})`].join(", ")};${text} }`;
}
