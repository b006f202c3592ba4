import { expect, test } from "vitest";
import { subjectsOf } from "../../src/report/subjects.js";
import type { PolicyResult } from "../../src/result/index.js";

/** A result with strips `kind name`, and these measures. */
function resultWith(strips: readonly string[], measures: readonly string[]): Pick<PolicyResult, "detail" | "measures"> {
  const told = strips.map((each) => {
    const [kind = "", actor = ""] = each.split(" ");
    return { kind, actor, intervals: [] };
  });
  return { detail: { strips: told }, measures: measures.map((key) => ({ key })) } as unknown as PolicyResult;
}

test("a report speaks of services, and not of hosts and their agents beside them", () => {
  const measures = ["shop.availability", "web-1.availability"];
  const result = resultWith(["service shop", "host web-1", "agent web-1", "relay relay-1"], measures);
  expect(subjectsOf(result)).toEqual([{ kind: "service", name: "shop" }]);
});

test("of what families have like them, and of hosts where there is nothing else", () => {
  const measures = ["web-1.availability", "orders.availability"];
  const transfer = resultWith(["host web-1", "agent web-1", "transfer orders"], measures);
  expect(subjectsOf(transfer)).toEqual([{ kind: "transfer", name: "orders" }]);
  expect(subjectsOf(resultWith(["host web-1", "agent web-1"], measures))).toEqual([{ kind: "host", name: "web-1" }]);
});
