import { expect, test } from "vitest";
import { availabilityKey, kindInWords, subjectsOf } from "../../src/report/subjects.js";
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

test("of clusters, which bear the names of hosts, as far as somebody could act there", () => {
  const strips = ["cluster c-1", "domain-server A", "host c-1", "agent c-1"];
  const told = subjectsOf(resultWith(strips, ["c-1.acting", "c-1.availability"]));
  expect(told).toEqual([{ kind: "cluster", name: "c-1" }]);
  expect(told.map(availabilityKey)).toEqual(["c-1.acting"]);
});

test("in words, of whose kind there may be two", () => {
  expect(kindInWords([{ kind: "failover-set", name: "control" }])).toBe("failover set");
});
