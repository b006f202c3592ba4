import { expect, test } from "vitest";
import { renderSweep } from "../../../src/report/chart/sweep.js";
import { renderSweepPage } from "../../../src/report/page/sweep-page.js";
import type { Sweep } from "../../../src/result/index.js";
import { sampleSweep, sweptValue } from "../sample-sweep.js";
import { describeInBrowser, openHtml } from "./browser.js";
import { faintTexts } from "./contrast.js";

const sweep = sampleSweep(({ misses }) => sweptValue(Number(misses) * 30));

function pageOf(found: Sweep): string {
  const charts = renderSweep(found, "shop.rto.mean", { format: "png", pixelRatio: 2 });
  return renderSweepPage(found, new Map([["shop.rto.mean", charts.map(({ content }) => content)]]));
}

test("names stay text, and without what was asked for the page says so", () => {
  const evil = `<img src=x onerror="throw 1">`;
  expect(renderSweepPage({ ...sweep, scenario: { name: evil, title: evil } }, new Map())).not.toContain("<img");
  expect(renderSweepPage({ ...sweep, shown: [] }, new Map())).toContain("Nothing of what was asked for was measured.");
  expect(renderSweepPage({ ...sweep, partial: true }, new Map())).toContain("Interrupted");
});

/** No line ends within a quantity. */
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describeInBrowser("the page of a study in a browser", () => {
  test.each([
    ["light", 1280],
    ["dark", 390],
  ] as const)("shows the picture and every point with its interval, and can be read (%s)", async (scheme, width) => {
    const { page, complaints, requests } = await openHtml(pageOf(sweep), { scheme, width });
    expect(plain(await page.locator(".standing").innerText())).toBe(
      "quick: best 1 min at misses = 2; worst 2 min 30 s at misses = 5.",
    );
    expect(await page.locator("tbody tr").count()).toBe(6);
    expect((await page.locator("tbody td strong").allInnerTexts()).map(plain)).toEqual(["1 min", "1 min"]);
    expect(plain(await page.locator("tbody tr small").first().innerText())).toBe("± 1 s");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([]);
    const { looked, faint } = await faintTexts(page, 4.5);
    expect(looked).toBeGreaterThan(20);
    expect(faint).toEqual([]);
    await page.close();
  });
});
