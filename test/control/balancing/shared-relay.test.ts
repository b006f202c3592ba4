import { expect, test } from "vitest";
import { whyNoHelper } from "../../../src/control/balancing/index.js";

const host = (name: string, relay: string | null) => ({ name, relay, platform: null });

const facts = (relays: readonly [string | null, string | null, string | null]) => ({
  hosts: { "web-1": host("web-1", relays[0]), "web-2": host("web-2", relays[1]), "web-3": host("web-3", relays[2]) },
  volumes: {},
  sites: { shop: { primary: "web-1", volumes: [] } },
});

const why = (relays: Parameters<typeof facts>[0]) =>
  whyNoHelper(facts(relays) as never, { service: "shop", host: "web-2" }, { by: ["copy"], parts: "all" } as never);

test("a host that gets its power through another's relay is no helper: to switch it would be to switch the other", () => {
  expect(why(["relay-9", "relay-9", "relay-3"])).toBe(
    "web-2 gets its power through the relay of web-1, and would switch that too",
  );
  expect(why(["relay-1", "relay-9", "relay-9"])).toContain("the relay of web-3");
});

test("one with a relay of its own, or none, may be one", () => {
  expect(why(["relay-1", "relay-2", "relay-2x"])).toBeNull();
  expect(why([null, null, null])).toBeNull();
});
