// Every key that a scenario accepts does something: two scenarios that differ in it alone end differently.
import { describe, expect, it } from "vitest";
import { keyOf, keysOfSchema } from "./keys-of-schema.js";
import { decode, endingsOf, type Pair, textWith } from "./pair.js";
import { balancing } from "./pairs/balancing.js";
import { DECORATION } from "./pairs/decoration.js";
import { detection } from "./pairs/detection.js";
import { failover } from "./pairs/failover.js";
import { faults, otherWays } from "./pairs/faults.js";
import { replication } from "./pairs/replication.js";
import { expectations, services } from "./pairs/services.js";
import { head, hosts, lines, networks, people, software, storage } from "./pairs/world.js";

const keys = keysOfSchema();
const sections = {
  head,
  networks,
  storage,
  hosts,
  lines,
  software,
  services,
  people,
  failover,
  detection,
  balancing,
  replication,
  faults,
  expectations,
};
const pairs: readonly Pair[] = Object.values(sections).flat();

describe("the keys of a scenario", () => {
  it("each have a pair of scenarios that differ in them, or are pure decoration", () => {
    const covered = new Set([
      ...pairs.map(({ key, path }) => key ?? keyOf(path, keys)!),
      ...DECORATION,
      ...otherWays.flatMap((way) => way.keys),
    ]);
    // A mapping is covered by what stands in it.
    const isCovered = (key: string): boolean => [...covered].some((each) => each === key || each.startsWith(`${key}.`));
    const missing = keys.filter((key) => !isCovered(key));
    expect(missing, "keys without a pair in test/scenario/keys/pairs: give each two scenarios, or refuse it").toEqual(
      [],
    );
  });

  it("are those of the schema", () => {
    const unknown = pairs.map(({ path }) => path).filter((path) => keyOf(path, keys) === undefined);
    expect([...unknown, ...DECORATION.filter((key) => !keys.includes(key))]).toEqual([]);
  });
});

describe.each(Object.entries(sections))("in %s", (_, own) => {
  it.each(own.map((pair) => [told(pair), pair] as const))("%s", (_told, pair) => {
    const { shows = "behaviour" } = pair;
    const [one, other] = endingsOf(pair);
    expect(one === other, `the ${shows} of both is the same: ${pair.path} does nothing here`).toBe(false);
  });
});

it("a fault means the same in whichever way it is written", () => {
  const { faults: decoded } = decode(
    textWith("pair", {
      "services.mail": { "runs-on": "mail-1", director: "director-2", load: { rate: "1/s" } },
      "storage.array-1.volumes.mail-data.backup": {},
      faults: otherWays.flatMap(({ long, written }) => [long, written]),
    }),
    "pair",
  );
  const meant = decoded.map(({ effects, repair, for: length, crew }) =>
    JSON.stringify(effects.map(({ end, ...effect }) => ({ ...effect, ...(end ?? { repair, for: length, crew }) }))),
  );
  for (const [index, { told }] of otherWays.entries()) {
    expect(meant[2 * index + 1], told).toBe(meant[2 * index]);
  }
});

function told({ path, values: [one, other] }: Pair): string {
  return `${path} is ${JSON.stringify(one) ?? "absent"} or ${JSON.stringify(other) ?? "absent"}`;
}
