/** Contrast of every text that a page shows, by the formula of WCAG 2.2. */
import type { Page } from "playwright-core";

export interface Faint {
  readonly text: string;
  readonly ratio: number;
  readonly colour: string;
  readonly behind: string;
}

/** How many texts were looked at, and those with less contrast than asked. Hatching behind a text is left out. */
export function faintTexts(page: Page, least: number): Promise<{ looked: number; faint: readonly Faint[] }> {
  return page.evaluate((least) => {
    const parse = (colour: string): number[] => [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number));
    const luminance = (rgb: readonly number[]): number => {
      const [red, green, blue] = rgb.slice(0, 3).map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const behind = (element: Element | null): string => {
      for (let each = element; each !== null; each = each.parentElement) {
        const { backgroundColor } = getComputedStyle(each);
        if ((parse(backgroundColor)[3] ?? 1) > 0.99) return backgroundColor;
      }
      return "rgb(255, 255, 255)";
    };
    const faint: { text: string; ratio: number; colour: string; behind: string }[] = [];
    let looked = 0;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent!.trim();
      const parent = texts.currentNode.parentElement!;
      if (text === "" || parent.closest("script, noscript, option") !== null || !parent.checkVisibility()) continue;
      const colour = getComputedStyle(parent).color;
      const ground = behind(parent);
      const [light, dark] = [luminance(parse(colour)), luminance(parse(ground))].toSorted((a, b) => b - a);
      const ratio = (light! + 0.05) / (dark! + 0.05);
      looked += 1;
      if (ratio < least) faint.push({ text, ratio, colour, behind: ground });
    }
    return { looked, faint };
  }, least);
}
