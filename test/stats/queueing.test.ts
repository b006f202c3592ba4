import { expect, test } from "vitest";
import {
  erlangB,
  erlangC,
  finiteMMc,
  quantileOfMM1,
  timeAtEkM1,
  timeAtShorterOfTwo,
  waitOfMG1,
  waitOfMMc,
} from "../../src/stats/index.js";

test.each([
  [1, 0.8, 4],
  [2, 1.6, 1.777778],
  [4, 3.2, 0.745541],
  [8, 6.4, 0.286028],
])("%d servers with a load of %d have those who come wait %d services", (servers, load, wait) => {
  expect(waitOfMMc(servers, load, 1)).toBeCloseTo(wait, 6);
});

test("twelve servers with a load of ten turn away 0.119739, and less than all have to wait for one", () => {
  expect(erlangB(12, 10)).toBeCloseTo(0.119739, 6);
  expect(finiteMMc(12, 12, 10, 1).refused).toBeCloseTo(erlangB(12, 10), 12);
  expect(erlangC(12, 10)).toBeGreaterThan(erlangB(12, 10));
});

test.each([
  [0, 2],
  [1 / 4, 2.5],
  [1, 4],
  [4, 10],
])("service whose spread is %d has those who come wait %d services at a load of 0.8", (spread, wait) => {
  expect(waitOfMG1(0.8, 1, spread)).toBeCloseTo(wait, 9);
});

test("times at M/M/1 are exponential", () => {
  expect(quantileOfMM1(0.95, 0.8, 1)).toBeCloseTo(14.9787, 4);
  expect(quantileOfMM1(0.99, 0.8, 1)).toBeCloseTo(23.0259, 4);
});

test.each([
  [1, 5],
  [2, 3.84398],
  [4, 3.26738],
  [10, 2.92227],
])("a load dealt in turn to %d servers stays %d services", (servers, time) => {
  expect(timeAtEkM1(servers, servers * 0.8, 1)).toBeCloseTo(time, 5);
});

test("with places without end M/M/c is as without a limit", () => {
  expect(finiteMMc(2, 2000, 1.6, 1).time).toBeCloseTo(1 + waitOfMMc(2, 1.6, 1), 9);
});

test("who joins the shorter of two queues stays longer than at two servers with one queue, and shorter than by turns", () => {
  // Each request's choice is as good as can be, and yet a server may stand idle beside a queue of one.
  expect(timeAtShorterOfTwo(1.6, 1)).toBeGreaterThan(waitOfMMc(2, 1.6, 1) + 1);
  expect(timeAtShorterOfTwo(1.6, 1)).toBeLessThan(timeAtEkM1(2, 1.6, 1));
  expect(timeAtShorterOfTwo(1, 1)).toBeCloseTo(1.42632, 5);
});
