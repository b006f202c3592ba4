import { expect, test } from "vitest";
import { fitMeasured } from "../../../src/experiment/index.js";
import { renderFits } from "../../../src/report/chart/fitted-times.js";
import { INK } from "../../../src/report/chart/palette.js";
import { strokeOf } from "../../../src/report/chart/stroke.js";
import { CURVE_SHARES } from "../../../src/result/index.js";
import { decode } from "./picture.js";

/** Two hundred times whose shares are those of an exponential distribution with a mean of ten hours. */
const TIMES = Array.from({ length: 200 }, (_, i) => (-10 * Math.log(1 - (i + 0.5) / 200)).toFixed(6));

test("a fit has the points of its curve at the shares of the measured times", () => {
  const [{ curveSeconds, fits }] = fitMeasured(TIMES.join("\n"), "times.csv", "h").times as never as [
    { curveSeconds: number[]; fits: { name: string; curveSeconds: number[] }[] },
  ];
  const exponential = fits.find(({ name }) => name === "exponential")!;
  CURVE_SHARES.forEach((share, i) => {
    const exact = -36_000 * Math.log(1 - share);
    expect(Math.abs(exponential.curveSeconds[i]! / exact - 1)).toBeLessThan(0.01);
    // A measured time stands for half a hundredth of all.
    expect(Math.abs(curveSeconds[i]! - exact)).toBeLessThan(0.05 * exact + 200);
  });
});

test("the picture shows what was measured in ink, and each fit in its colour", async () => {
  const fitted = fitMeasured(TIMES.join("\n"), "times.csv", "h");
  const pictures = renderFits(fitted, "1.2.3", { format: "png", pixelRatio: 1 });
  expect(pictures.map(({ name }) => name)).toEqual(["fit-1"]);
  const picture = await decode(pictures[0]!.content);
  const plot = 120;
  expect(picture.count(INK, plot)).toBeGreaterThan(100);
  for (const index of fitted.times[0]!.fits.keys())
    expect(picture.count(strokeOf(index + 1).colour, plot)).toBeGreaterThan(50);
});
