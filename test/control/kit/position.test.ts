import { expect, test } from "vitest";
import { failoverController, type FailoverConfig, type Out } from "../../../src/control/index.js";
import { changed, changedOfAll, isSameData } from "../../../src/control/kit/position.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { heard } from "../heard.js";

const keys = ["where", "holds"] as const;
const begun = { where: "here", holds: { data: ["a", "b"] }, told: 0 };

test("what is as it was at the beginning is not stored, be it the same or alike", () => {
  expect(changed(begun, begun, keys)).toBeNull();
  expect(changed(begun, { ...begun, holds: { data: ["a", "b"] } }, keys)).toBeNull();
  expect(changed(begun, { ...begun, told: 7 }, keys)).toBeNull();
});

test("of the rest what has changed is stored, and nothing else", () => {
  const known = { ...begun, holds: { data: ["a"] } };
  expect(changed(begun, known, keys)).toEqual({ holds: { data: ["a"] } });
  expect(changedOfAll([begun, begun, begun], [begun, known, begun], keys)).toEqual({ 1: { holds: { data: ["a"] } } });
});

test("values of plain data are told apart, whatever order their keys came in", () => {
  expect(isSameData({ a: 1, b: [null] }, { b: [null], a: 1 })).toBe(true);
  for (const other of [{ a: 1 }, { a: 1, b: [] }, { a: 1, b: null }, { a: 1, c: [null] }, null, 1])
    expect(isSameData({ a: 1, b: [null] }, other), JSON.stringify(other)).toBe(false);
});

/** The small world with so many hosts more, of which nothing happens. */
function configWith(bystanders: number): FailoverConfig {
  const small = smallSpec();
  const others = Array.from({ length: bystanders }, (_, at) => {
    const name = `other-${at}`;
    return { ...small.hosts[1]!, name, identity: { address: name, node: name, domain: "lan" } };
  });
  return failoverConfig({ ...small, hosts: [...small.hosts, ...others] }, smallPolicy());
}

test("what a controller stores grows with what has happened, and not with hosts of which nothing has", () => {
  const stored = [1, 100].map((bystanders) => {
    const { state } = failoverController.start(configWith(bystanders), 0);
    const error = { kind: "error-report", host: "web-1", component: "cpu", message: "gone" } as const;
    const { effects } = failoverController.step(state, heard(error, SECOND), SECOND);
    return storedIn(effects);
  });
  expect(stored[0]).toContain('"fit":false');
  expect(stored[1]).toBe(stored[0]);
});

function storedIn(effects: readonly Out[number][]): string {
  return JSON.stringify(effects.flatMap((each) => (each.kind === "store" ? [each.content] : [])));
}
