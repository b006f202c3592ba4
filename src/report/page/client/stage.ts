/** Moves the view by hand: dragging selects, the wheel with Ctrl zooms, and every key that a mouse has a gesture for. */
import type { Micros } from "../../../units/index.js";
import { element, place } from "./dom.js";
import type { TimeView } from "./time-view.js";

const ZOOM_STEP = 0.5;
const PAN_STEP = 0.2;
const CLICK_SLACK = 4;

export interface StageActions {
  /** The stretch of the page, in client coordinates, over which time is drawn. */
  plotArea(): { readonly left: number; readonly width: number };
  clicked(at: Micros, event: PointerEvent): void;
  pointed(at: Micros, event: PointerEvent): void;
  left(): void;
  /** The next incident, or the one before. */
  step(direction: 1 | -1): void;
}

export const KEYS_IN_WORDS =
  "Drag to zoom in, double-click for the whole run. Keys: + and − zoom, ← and → move, 0 shows the whole run, N and P open the next and the previous incident.";

export function attachStage(stage: HTMLElement, view: TimeView, actions: StageActions): void {
  stage.addEventListener("keydown", (event) => onKey(event, view, actions));
  // Keys that nobody else has are meant for the picture; there is one at a time.
  document.onkeydown = (event) => {
    if (event.target === document.body && onKey(event, view, actions)) stage.scrollIntoView({ block: "nearest" });
  };
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      view.zoom(event.deltaY > 0 ? 1 / 0.8 : 0.8, shareAt(event, actions));
    },
    { passive: false },
  );
  stage.addEventListener("dblclick", () => view.whole());
  attachDragging(stage, view, actions);
}

function shareAt({ clientX }: MouseEvent, actions: StageActions): number {
  const { left, width } = actions.plotArea();
  return Math.max(0, Math.min(1, (clientX - left) / width));
}

function isOverPlot({ clientX }: MouseEvent, actions: StageActions): boolean {
  const { left, width } = actions.plotArea();
  return clientX >= left - CLICK_SLACK && clientX <= left + width + CLICK_SLACK;
}

function attachDragging(stage: HTMLElement, view: TimeView, actions: StageActions): void {
  const selection = element("div", { class: "selection", hidden: true });
  stage.append(selection);
  let begun: { readonly share: number; readonly x: number } | null = null;
  const timeAt = (share: number): Micros => view.from + share * view.span;
  const draw = (from: number, to: number): void => {
    const { left, width } = actions.plotArea();
    const offset = left - stage.getBoundingClientRect().left;
    place(selection, {
      left: `${offset + Math.min(from, to) * width}px`,
      width: `${Math.abs(to - from) * width}px`,
    });
  };
  stage.addEventListener("pointerdown", (event) => {
    const onControl = (event.target as Element).closest("button, a, summary, select, input") !== null;
    if (event.button !== 0 || onControl || !isOverPlot(event, actions)) return;
    begun = { share: shareAt(event, actions), x: event.clientX };
  });
  stage.addEventListener("pointermove", (event) => {
    if (begun === null && !isOverPlot(event, actions)) return actions.left();
    const share = shareAt(event, actions);
    actions.pointed(timeAt(share), event);
    if (begun === null || Math.abs(event.clientX - begun.x) < CLICK_SLACK) return;
    if (selection.hidden) stage.setPointerCapture(event.pointerId);
    selection.hidden = false;
    draw(begun.share, share);
  });
  stage.addEventListener("pointerup", (event) => {
    if (begun === null) return;
    const from = begun;
    const share = shareAt(event, actions);
    begun = null;
    selection.hidden = true;
    if (Math.abs(event.clientX - from.x) < CLICK_SLACK) actions.clicked(timeAt(share), event);
    else view.show(timeAt(Math.min(from.share, share)), timeAt(Math.max(from.share, share)));
  });
  stage.addEventListener("pointercancel", () => {
    begun = null;
    selection.hidden = true;
  });
  stage.addEventListener("pointerleave", () => {
    if (selection.hidden) begun = null;
    actions.left();
  });
}

/** Whether it moved what is shown; the next incident is brought into view by itself. */
function onKey(event: KeyboardEvent, view: TimeView, actions: StageActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const moves: Readonly<Record<string, () => void>> = {
    "+": () => view.zoom(ZOOM_STEP),
    "=": () => view.zoom(ZOOM_STEP),
    "-": () => view.zoom(1 / ZOOM_STEP),
    ArrowLeft: () => view.pan(-PAN_STEP),
    ArrowRight: () => view.pan(PAN_STEP),
    Home: () => view.show(0, view.span),
    End: () => view.show(view.end - view.span, view.end),
    "0": () => view.whole(),
    n: () => actions.step(1),
    p: () => actions.step(-1),
  };
  const move = moves[event.key] ?? moves[event.key.toLowerCase()];
  if (move === undefined) return false;
  event.preventDefault();
  move();
  return !/^[np]$/i.test(event.key);
}

/** The same as buttons. */
export function stageButtons(view: TimeView): HTMLElement {
  const button = (text: string, label: string, act: () => void): HTMLElement =>
    element("button", { type: "button", "aria-label": label, title: label, click: act }, text);
  return element(
    "span",
    { class: "controls buttons" },
    button("+", "Zoom in", () => view.zoom(ZOOM_STEP)),
    button("−", "Zoom out", () => view.zoom(1 / ZOOM_STEP)),
    button("←", "Earlier", () => view.pan(-PAN_STEP)),
    button("→", "Later", () => view.pan(PAN_STEP)),
    button("Whole run", "Show the whole run", () => view.whole()),
  );
}
