import { expect, test } from "vitest";
import { behindRelays } from "../../src/observe/behind-relays.js";
import { smallSpec } from "../model/small-world.js";

test("hosts are found behind their relay in their order, those without one behind none", () => {
  const [one] = smallSpec().hosts;
  const { relay: _, ...bare } = one!;
  const hosts = [
    { ...one!, name: "a", relay: "r" },
    { ...bare, name: "b" },
    { ...one!, name: "c", relay: "r" },
  ];
  expect([...behindRelays(hosts)]).toEqual([["r", ["a", "c"]]]);
});
