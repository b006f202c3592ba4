import { expect, test } from "vitest";
import { NO_LATENCIES, together } from "../../../../src/model/load/flow/latency-counts.js";

test("two counts together have each time once, in rising order", () => {
  const one = { times: [1, 4, 9], counts: [1, 2, 3] };
  const other = { times: [2, 4, 8, 10], counts: [10, 20, 30, 40] };
  const both = { times: [1, 2, 4, 8, 9, 10], counts: [1, 10, 22, 30, 3, 40] };
  expect(together(one, other)).toEqual(both);
  expect(together(other, one)).toEqual(both);
  expect(together(NO_LATENCIES, one)).toBe(one);
  expect(together(one, NO_LATENCIES)).toBe(one);
});
