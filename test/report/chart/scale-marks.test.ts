import { expect, test } from "vitest";
import { labelsOf, together } from "../../../src/report/chart/scale-marks.js";

const mark = (x: number, host: string, sign: "+" | "−") => ({ x, atSeconds: x, service: "shop", host, sign });

test("hosts that join or leave together have one label with all their names", () => {
  const groups = together([
    mark(10, "web-2", "+"),
    mark(12, "web-3", "+"),
    mark(13, "web-1", "−"),
    mark(40, "web-3", "−"),
  ]);
  expect(groups.map(({ x, sign, hosts }) => [x, sign, hosts.join(" ")])).toEqual([
    [10, "+", "web-2 web-3"],
    [13, "−", "web-1"],
    [40, "−", "web-3"],
  ]);
});

test("where names are too many it says how many, and of one whether it joined", () => {
  expect(labelsOf("+", ["web-2", "web-3"])).toEqual(["+ web-2, web-3", "+ 2"]);
  expect(labelsOf("−", ["web-2"])).toEqual(["− web-2", "−"]);
});
