/** Light or dark: as the system says until the reader chooses; always light on paper. */
import { CONDITIONS, type Condition } from "../../../result/index.js";
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

/** A colour of the style sheet, as it now is. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function conditionColours(): Readonly<Record<Condition, string>> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    CONDITIONS.map((condition) => [condition, style.getPropertyValue(`--condition-${condition}`).trim()]),
  ) as Record<Condition, string>;
}
