/** Makes elements; text only ever goes in as text. */
import { unbroken } from "../../unbroken.js";

type Attribute = string | number | boolean | null | ((event: never) => void);
export type Child = Node | string | null | readonly Child[];

/** An attribute that is `false` or `null` is left out; a function listens to the event of its name. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill<Made extends Element>(
  made: Made,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly Child[],
): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value as EventListener);
    else if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : String(value));
  }
  append(made, children);
  return made;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (typeof child === "string") parent.append(unbroken(child));
    else if (child instanceof Node) parent.append(child);
    else append(parent, child as readonly Child[]);
  }
}

export function place(made: HTMLElement, styles: Readonly<Record<string, string>>): HTMLElement {
  for (const [name, value] of Object.entries(styles)) made.style.setProperty(name, value);
  return made;
}

export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
}

/** A table that scrolls by itself where it is wider than the page; the first cell of each row is its heading. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): HTMLElement {
  const kind = (column: number): string | null => (columns[column]?.numeric ? "number" : null);
  return element(
    "div",
    { class: "scroller", tabindex: 0, role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", { class: "unseen" }, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          columns.map(({ title }, column) => element("th", { scope: "col", class: kind(column) }, title)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map((cells) =>
          element(
            "tr",
            {},
            cells.map((cell, column) =>
              column === 0
                ? element("th", { scope: "row", class: kind(column) }, cell)
                : element("td", { class: kind(column), "data-title": columns[column]?.title ?? null }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A section of the page with a heading, and the room below it. */
export function section(id: string, title: string, question: string): { whole: HTMLElement; body: HTMLElement } {
  const body = element("div", { class: "body" });
  const whole = element(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` }, title),
    element("p", { class: "question" }, question),
    body,
  );
  return { whole, body };
}

export function nothing(text: string): HTMLElement {
  return element("p", { class: "nothing" }, text);
}

/** A mark with a word: never told by colour alone. */
export function mark(good: boolean, word: string): HTMLElement {
  return element("span", { class: good ? "good" : "bad" }, good ? "✓ " : "✗ ", word);
}
