// Every key that a scenario accepts does something: two scenarios that differ in it alone end differently.
import { describe, expect, it } from "vitest";
import { keyOf, keysOfSchema } from "./keys-of-schema.js";
import { type Changes, decode, endTheSame, type Pair, textWith } from "./pair.js";
import { balancing } from "./pairs/balancing.js";
import { DECORATION } from "./pairs/decoration.js";
import { domain } from "./pairs/domain.js";
import { detection } from "./pairs/detection.js";
import { failover } from "./pairs/failover.js";
import { failoverSets } from "./pairs/failover-sets.js";
import { OWED } from "./pairs/owed.js";
import { faults, type OtherWay, otherWays } from "./pairs/faults.js";
import { paths } from "./pairs/paths.js";
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
  domain,
  paths,
  failoverSets,
  faults,
  expectations,
};
const pairs: readonly Pair[] = Object.values(sections).flat();

/** Whoever repairs picks, so that a fault may be of a class. */
const PICKING: Changes = { "crews.day.picks": "1min" };

/** What is otherwise in each world where faults are written in several ways. */
const WAYS_IN: Readonly<Record<OtherWay["world"], Changes>> = {
  pair: {
    ...PICKING,
    "services.mail": { "runs-on": "mail-1", director: "director-2", load: { rate: "1/s" } },
    "name-servers": { "dns-1": { network: "lan", ttl: "1min" } },
    "storage.array-1.volumes.mail-data.backup": {},
  },
  transfers: PICKING,
  domain: PICKING,
  paths: PICKING,
  sets: PICKING,
};

describe("the keys of a scenario", () => {
  it("each have a pair of scenarios that differ in them, or are pure decoration", () => {
    const covered = new Set([
      ...pairs.map(({ key, path }) => key ?? keyOf(path, keys)!),
      ...DECORATION,
      ...otherWays.flatMap((way) => way.keys),
    ]);
    // A mapping is covered by what stands in it.
    const isCovered = (key: string): boolean => [...covered].some((each) => each === key || each.startsWith(`${key}.`));
    const missing = keys.filter((key) => !isCovered(key) && !OWED.includes(key));
    expect(missing, "keys without a pair in test/scenario/keys/pairs: give each two scenarios, or refuse it").toEqual(
      [],
    );
    expect(OWED.filter(isCovered), "keys that are said to owe a pair, and have one").toEqual([]);
  });

  it("are those of the schema", () => {
    const named = pairs.map(({ key, path }) => key ?? path);
    const unknown = named.filter((path) => keyOf(path, keys) === undefined);
    expect([...unknown, ...[...DECORATION, ...OWED].filter((key) => !keys.includes(key))]).toEqual([]);
  });
});

describe.each(Object.entries(sections))("in %s", (_, own) => {
  it.each(own.map((pair) => [told(pair), pair] as const))("%s", (_told, pair) => {
    const { shows = "behaviour" } = pair;
    expect(endTheSame(pair), `the ${shows} of both is the same: ${pair.path} does nothing here`).toBe(false);
  });
});

it.each(Object.entries(WAYS_IN))("a fault means the same in whichever way it is written, in %s", (world, also) => {
  const ways = otherWays.filter((way) => way.world === world);
  const { faults: decoded } = decode(
    textWith(world, { ...also, faults: ways.flatMap(({ long, written }) => [long, written]) }),
    world,
  );
  const meant = decoded.map(({ effects, repair, for: length, crew, class: of }) =>
    JSON.stringify(
      effects.map(({ end, ...effect }) => ({ ...effect, ...(end ?? { repair, for: length, crew, class: of }) })),
    ),
  );
  for (const [index, { told }] of ways.entries()) {
    expect(meant[2 * index + 1], told).toBe(meant[2 * index]);
  }
});

function told({ path, values: [one, other] }: Pair): string {
  return `${path} is ${JSON.stringify(one) ?? "absent"} or ${JSON.stringify(other) ?? "absent"}`;
}
