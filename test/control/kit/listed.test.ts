import { expect, test } from "vitest";
import { listed, listedBehind, listedBy } from "../../../src/control/kit/listed.js";

const hosts = { a: { relay: "r" }, b: { relay: null }, c: { relay: "r" }, d: { relay: "s" } };

test("the values of a record are listed in its order, once", () => {
  expect(listed(hosts)).toEqual(Object.values(hosts));
  expect(listed(hosts)).toBe(listed(hosts));
});

test("those behind a relay are the same objects, in the same order; behind one that feeds nobody there are none", () => {
  const behind = listedBehind(hosts, "r");
  expect(behind.length).toBe(2);
  expect(behind[0]).toBe(hosts.a);
  expect(behind[1]).toBe(hosts.c);
  expect(listedBehind(hosts, "nobody's")).toEqual([]);
});

test("those of which something else is so are grouped by that, apart from relays", () => {
  const volumes = { v: { owner: "a", array: "x" }, w: { owner: "b", array: "x" }, z: { owner: "a", array: "y" } };
  expect(listedBy(volumes, "owner", "a")).toEqual([volumes.v, volumes.z]);
  expect(listedBy(volumes, "array", "x")).toEqual([volumes.v, volumes.w]);
  expect(listedBy(volumes, "owner", "c")).toEqual([]);
});
