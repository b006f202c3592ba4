import { expect, test } from "vitest";
import { renderComparison } from "../../../src/report/chart/comparison.js";
import { renderComparisonPage } from "../../../src/report/page/comparison-page.js";
import { RESULT_VERSION, type ComparedMeasure, type Comparison } from "../../../src/result/index.js";
import { describeInBrowser, openHtml } from "./browser.js";
import { faintTexts } from "./contrast.js";

const AVAILABILITY: ComparedMeasure = {
  key: "shop.availability",
  about: "Share of time in which shop can answer.",
  unit: "share",
  better: "higher",
  margin: null,
  samples: [
    { label: "cold", count: 3, mean: 0.97, interval: null, values: [0.96, 0.97, 0.98] },
    { label: "warm", count: 3, mean: 0.99, interval: null, values: [0.99, 0.99, 0.99] },
  ],
  differences: [
    {
      ...{ label: "warm", pairs: 3, unpaired: 0, mean: 0.02, verdict: "better" },
      interval: { low: 0.01, high: 0.03, level: 0.95 },
      extremes: [{ replication: 0, baseline: 0.96, value: 0.99 }],
    },
  ],
};

function comparison(measures: readonly ComparedMeasure[], baseline = "cold"): Comparison {
  return {
    ...{ format: "understudy-comparison", formatVersion: RESULT_VERSION, version: "0.1.0", seed: "7", partial: false },
    scenario: {
      ...{ name: "web-crash", title: "A web host crashes", digest: "5f3a9c0e", settingDigest: "77aa01b2" },
      ...{ durationSeconds: 3600, warmUpSeconds: 0, start: null },
    },
    ...{ baseline, level: 0.95, comparisons: 1, measures },
    policies: ["cold", "warm"].map((label) => ({
      ...{ label, policy: label, replicationsRun: 3, expectations: [], invariants: [] },
    })),
  };
}

function pageOf(found: Comparison): string {
  return renderComparisonPage(found, renderComparison(found, { format: "png", pixelRatio: 2 }));
}

test("each pair of replications is a mark, better to the right whichever way better is", () => {
  const marksOf = (page: string) => /class="marks" opacity="[\d.]+" d="([^"]*)"/.exec(page)![1]!;
  const placesOf = (page: string) => [...marksOf(page).matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x));
  const higher = placesOf(pageOf(comparison([AVAILABILITY])));
  const lower = placesOf(pageOf(comparison([{ ...AVAILABILITY, better: "lower" }])));
  // 3, 2 and 1 points of at most 3, over half of 260 pixels without 6 at the edge.
  expect(higher).toEqual([254, 212.7, 171.3]);
  expect(lower).toEqual(higher.map((x) => Math.round((260 - x) * 10) / 10));
});

test("names stay text, and without a measure the page says so", () => {
  const evil = `<img src=x onerror="throw 1">`;
  expect(pageOf(comparison([AVAILABILITY], evil))).not.toContain(evil);
  expect(pageOf(comparison([]))).toContain("Nothing was measured under two policies.");
  expect(renderComparisonPage(comparison([AVAILABILITY]), null)).not.toContain("<img");
});

test("who fails what was expected is not praised for a measure at which that is better", () => {
  const found = comparison([AVAILABILITY]);
  const missed = { key: "shop.rto.max", condition: "<= 6min", limit: 360, measured: 9000, holds: false };
  const [cold, warm] = found.policies;
  const worse = { ...warm!, expectations: [missed] as unknown as NonNullable<typeof warm>["expectations"] };
  const page = pageOf({ ...found, policies: [cold!, worse] });
  expect(page).toContain(
    '<p class="verdict open"><span aria-hidden="true">±</span> warm: 1 expectation failed; better',
  );
});

test("each cell names its column where a row is a card on a telephone", () => {
  const titles = [...pageOf(comparison([AVAILABILITY])).matchAll(/<td[^>]* data-title="([^"]+)"/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual([
    ...["Policy", "Baseline", "Mean", "Difference", "Verdict", "In each replication", "Look at replications"],
  ]);
});

describeInBrowser("the page of a comparison in a browser", () => {
  test.each(["light", "dark"] as const)(
    "asks for nothing, complains of nothing, and can be read (%s)",
    async (scheme) => {
      const { page, complaints, requests } = await openHtml(pageOf(comparison([AVAILABILITY])), {
        scheme,
      });
      expect(await page.locator(".verdict").innerText()).toContain("warm: better than cold at shop.availability.");
      expect(await page.locator("tbody tr").innerText()).toContain("+2 pp");
      const loaded = await page.locator("img").evaluateAll((images) => {
        return images.map((image) => (image as HTMLImageElement).naturalWidth);
      });
      expect(loaded).toEqual([1920]);
      expect(complaints).toEqual([]);
      expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([]);
      const { looked, faint } = await faintTexts(page, 4.5);
      expect(looked).toBeGreaterThan(20);
      expect(faint).toEqual([]);
      await page.close();
    },
  );
});
