// A more important service takes the stand-in of another only where that can be of use, and once until somebody was repaired.
import { expect, test } from "vitest";
import { runCase, value } from "./run-case.js";

/** Noticed after 2 s, fenced in 66.1 s, 2 GB copied at 100 MB/s, started in 6 s: what mail costs when its host crashes. */
const TAKEOVER = 94.1;

test("nobody gives way to a service whose data is known to be of no use to anybody", async () => {
  const { preempts } = await runCase("preempts-in-vain");
  expect(value(preempts!, "mail.downtime")).toBeCloseTo(TAKEOVER, 1);
});

test("who gave way to a service that could not be made to serve does so once, and again only after a repair", async () => {
  const { preempts } = await runCase("preempts-in-vain", [
    ["{ at: 3min, corruption: shop-data }", "{ at: 4min, disk-failure: shop-data, repair: 10s }"],
    ["{ at: 4min, crash: shop-1, repair: 20min }", "{ at: 4min, crash: shop-1, repair: 40min }"],
    ["{ at: 1min, crash: mail-1, repair: 20min }", "{ at: 1min, crash: mail-1, repair: 40min }"],
  ]);
  // When its own host crashed, and when it gave way.
  expect(value(preempts!, "mail.outages")).toBe(2);
});
