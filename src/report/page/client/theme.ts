/** Light or dark: as the system says until the reader chooses; always light on paper. */
import { CONDITIONS, type Condition } from "../../../result/actor-state.js";
import { element } from "./dom.js";

type Listener = () => void;
const listeners: Listener[] = [];
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen: "light" | "dark" | null = null;
let onPaper = false;

export function onThemeChange(listener: Listener): void {
  listeners.push(listener);
}

function isDark(): boolean {
  return !onPaper && (chosen === null ? system.matches : chosen === "dark");
}

function apply(): void {
  colours.clear();
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function themeButton(): HTMLElement {
  const button = element("button", { type: "button", class: "theme", click: () => choose() });
  const choose = (): void => {
    chosen = isDark() ? "light" : "dark";
    apply();
  };
  onThemeChange(() => (button.textContent = isDark() ? "Light" : "Dark"));
  return button;
}

/** Called once, when everything that must follow the theme listens. */
export function startTheme(): void {
  system.addEventListener("change", apply);
  matchMedia("print").addEventListener("change", ({ matches }) => setPaper(matches));
  addEventListener("beforeprint", () => setPaper(true));
  addEventListener("afterprint", () => setPaper(false));
  apply();
}

function setPaper(paper: boolean): void {
  if (paper === onPaper) return;
  onPaper = paper;
  apply();
}

export function isPrinting(): boolean {
  return onPaper;
}

const colours = new Map<string, string>();

/** A colour of the style sheet, as it now is; kept until the theme changes, since asking takes longer than painting. */
export function colour(name: string): string {
  let value = colours.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    colours.set(name, value);
  }
  return value;
}

export function conditionColours(): Readonly<Record<Condition, string>> {
  return Object.fromEntries(CONDITIONS.map((each) => [each, colour(`condition-${each}`)])) as Record<Condition, string>;
}
