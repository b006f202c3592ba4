/** Opens pages in a real browser from the disk, and tells what they asked for and complained about. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { renderPage } from "../../../src/report/page/page.js";
import type { Summary } from "../../../src/result/index.js";

const CHROMIUM = "/usr/bin/chromium";

const SWITCHES = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the page, and what it threw. */
  readonly complaints: readonly string[];
  /** Everything that was asked for but the page itself. */
  readonly requests: readonly string[];
}

export interface Look {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  /** Whether it is counted what is drawn (`drawnOn`). */
  readonly counts?: boolean;
}

/** What was drawn on all canvases of a page so far. */
export interface Drawn {
  /** Calls of their pens. */
  readonly strokes: number;
  /** Pictures that were put there pixel by pixel. */
  readonly pictures: number;
  /** How often all strips were drawn anew, as the page itself counts. */
  readonly redraws: number;
}

let context: BrowserContext | undefined;
let place: string;

/** A suite that needs the browser: skipped where there is none, except on a server, where that is an error. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (!existsSync(CHROMIUM) && !process.env["CI"]) {
    describe.skip(`${name} (no ${CHROMIUM}: install the package chromium to run these)`, suite);
    return;
  }
  describe(name, () => {
    beforeAll(async () => {
      place = await mkdtemp(join(tmpdir(), "page-"));
      context = await chromium.launchPersistentContext(join(place, "profile"), {
        executablePath: CHROMIUM,
        args: SWITCHES,
        viewport: { width: 1280, height: 900 },
      });
    });
    afterAll(async () => {
      await context?.close();
      await rm(place, { recursive: true, force: true });
    });
    suite();
  });
}

let opened = 0;

/** The page of a summary, when its pictures are painted. */
export async function openPage(summary: Summary, look: Look = {}): Promise<OpenPage> {
  const opened = await openHtml(renderPage(summary), look);
  await opened.page.waitForFunction(() => performance.getEntriesByName("understudy:painted").length > 0);
  return opened;
}

/** Writes a page to the disk and opens it, as a reader would. */
export async function openHtml(
  html: string,
  { width = 1280, scheme = "light", counts = false }: Look = {},
): Promise<OpenPage> {
  const file = join(place, `${(opened += 1)}.html`);
  await writeFile(file, html);
  const page = await context!.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  if (counts) await page.addInitScript(countStrokes);
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(address);
  return { page, complaints, requests };
}

declare global {
  interface Window {
    drawn: { strokes: number; pictures: number };
  }
}

/** Runs in the page, before anything of its own. */
function countStrokes(): void {
  const drawn = { strokes: 0, pictures: 0 };
  window.drawn = drawn;
  const pen = CanvasRenderingContext2D.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of [
    "moveTo",
    "lineTo",
    "rect",
    "arc",
    "fillRect",
    "strokeRect",
    "fillText",
    "fill",
    "stroke",
    "putImageData",
  ]) {
    const draw = pen[name]!;
    pen[name] = function (...args: unknown[]) {
      drawn[name === "putImageData" ? "pictures" : "strokes"] += 1;
      return draw.apply(this, args);
    };
  }
}

/** Of a page that was opened with `counts`, when nothing more is drawn: strips that come into view are painted some frames later. */
export async function drawnAtRest(page: Page): Promise<Drawn> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(next));
    for (let same = 0, last = -1; same < 20; last = window.drawn.pictures) {
      await frame();
      same = window.drawn.pictures === last ? same + 1 : 0;
    }
  });
  return drawnOn(page);
}

/** Of a page that was opened with `counts`. */
export function drawnOn(page: Page): Promise<Drawn> {
  return page.evaluate(() => {
    return { ...window.drawn, redraws: performance.getEntriesByName("understudy:redraw").length };
  });
}
