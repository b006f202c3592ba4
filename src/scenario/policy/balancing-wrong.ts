/** What contradicts itself in `balancing:`, or the services and hosts that it is about. */
import { capacityOver } from "../../control/index.js";
import { watchedBy } from "../meaning/agents.js";
import type { Parts } from "../section/parts.js";
import { hostsSchema, type WrittenBalancing } from "./balancing-schema.js";
import { METRIC_UNITS } from "./metric-units.js";
import type { WrongKey } from "./wrong-keys.js";

/** What is balanced, and by whom. */
export interface Balanced {
  readonly value: WrittenBalancing;
  readonly homes: Parts["services"]["list"];
  readonly pool: readonly string[];
  readonly parts: Parts;
}

export function wrongInBalancing(balanced: Balanced): readonly WrongKey[] {
  return [scaleTwice, shares, units, bounds, atOnce, controllers, needs, volumes, load].flatMap((wrong) =>
    wrong(balanced),
  );
}

function scaleTwice({ value }: Balanced): readonly WrongKey[] {
  const ways = [
    ["target", value.target],
    ["static", value.static],
    ["grow", value.grow ?? value.shrink],
  ].flatMap(([name, given]) => (given === undefined ? [] : [String(name)]));
  if (ways.length < 2) return [];
  const message = `\`${ways[0]}\` means nothing beside \`${ways[1]}\``;
  return [{ path: [ways[0]!], message, expected: "one of `grow` and `shrink`, `target`, `static`" }];
}

/** Of each rule that is given: what it measures, and by how much. */
function limitsIn({ value: { grow, shrink, target } }: Balanced) {
  return [
    ...(grow === undefined ? [] : [{ path: ["grow", "above"], metric: grow.metric, limit: grow.above }]),
    ...(shrink === undefined ? [] : [{ path: ["shrink", "below"], metric: shrink.metric, limit: shrink.below }]),
    ...(target === undefined ? [] : [{ path: ["target", "of"], metric: target.metric, limit: target.of }]),
  ];
}

function shares(balanced: Balanced): readonly WrongKey[] {
  return limitsIn(balanced).flatMap(({ path, metric, limit }) => {
    if (!("share" in limit) || capacityOver(metric, []) !== null) return [];
    const message = `a host has no highest ${metric} that this could be a share of`;
    return [{ path, message, expected: METRIC_UNITS[metric].expected }];
  });
}

/** A number alone is in the unit of its metric, whatever that is. */
function units(balanced: Balanced): readonly WrongKey[] {
  return limitsIn(balanced).flatMap(({ path, metric, limit }) => {
    const { unit, expected } = METRIC_UNITS[metric];
    if ("share" in limit || limit.unit === null || limit.unit === unit) return [];
    return [{ path, message: `${metric} is not measured in this unit`, expected }];
  });
}

export const HOSTS = hostsSchema().parse({});

function bounds({ value: { hosts = HOSTS } }: Balanced): readonly WrongKey[] {
  const { least, most } = hosts;
  if (least <= most) return [];
  const message = `at least ${least} and at most ${most} hosts is impossible`;
  return [{ path: ["hosts"], message, expected: "`least` not above `most`" }];
}

/** Whoever starts from the system of one service, or is shut down to be given it, is no help to another meanwhile. */
function atOnce({ value: { "at-once": most, data } }: Balanced): readonly WrongKey[] {
  if (most === 1 || data.parts === "applications") return [];
  const message = "a helper that starts from the system of one service cannot help another beside it";
  return [{ path: ["at-once"], message, expected: "`data: { parts: applications }`, or 1" }];
}

function controllers({ value: { controllers: count, over } }: Balanced): readonly WrongKey[] {
  if (count === 2 || over === undefined) return [];
  return [{ path: ["over"], message: "one controller talks to nobody", expected: "`controllers: 2`" }];
}

/** Where helpers get everything those do not count that the service runs on, and there may be fewer helpers than it needs. */
function needs({ value: { share }, homes }: Balanced): readonly WrongKey[] {
  const found = share === "all-new" ? homes.find(({ value }) => (value.needs ?? 1) > 1) : undefined;
  if (found === undefined) return [];
  const message = `the first helper of ${found.name} gets everything alone, and it needs ${found.value.needs} hosts`;
  return [{ path: ["share"], message, expected: "another share, or a service that needs one host" }];
}

/** Part of the data is of use where somebody reads just that, and where there is a primary to answer the rest. */
function volumes({ value, homes, parts: { services, storage } }: Balanced): readonly WrongKey[] {
  const named = value.data.volumes;
  if (named === undefined) return [];
  const path = ["data", "volumes"];
  const wrong: WrongKey[] = [];
  const all = storage.list.flatMap((each) => Object.entries(each.value.volumes));
  const other = all.find(([name, { holds }]) => named.includes(name) && holds !== "data");
  if (other !== undefined) {
    const message = `${other[0]} holds no data: whether a helper gets it is said by \`parts\``;
    wrong.push({ path, message, expected: "volumes with `holds: data`" });
  }
  const many = homes.find((each) => each.value["runs-on"].length > 1);
  if (many !== undefined) {
    const message = `each host of ${many.name} answers whatever it is asked`;
    wrong.push({ path, message, expected: "a service that runs on one host" });
  }
  const classes = homes.flatMap((each) => Object.values(each.value.load?.mix ?? {}));
  if (
    services.complete &&
    !classes.some(({ reads, of }) => reads === "shareable" && of !== undefined && named.includes(of))
  ) {
    const message = `nothing that may be shared is read from ${named.join(" or ")} alone`;
    wrong.push({ path, message, expected: "a class with `reads: shareable` and `of:` one of them" });
  }
  return wrong;
}

/** Somebody must be there to tell of load, and something to judge it by. */
function load({ value, homes, pool, parts: { agents } }: Balanced): readonly WrongKey[] {
  const path = ["load"];
  const wrong: WrongKey[] = [];
  if (value.load === "polled") return wrong;
  if (value.load === "judged" && (value.target ?? value.static) !== undefined) {
    const message = "agents judge by `grow` and `shrink` only";
    wrong.push({ path, message, expected: "`polled` or `pushed` beside `target` or `static`" });
  }
  const watched = new Set(agents.list.flatMap(watchedBy));
  const hosts = [...homes.flatMap((home) => home.value["runs-on"]), ...pool];
  const without = hosts.find((name) => !watched.has(name));
  if (without !== undefined)
    wrong.push({ path, message: `${without} has no agent that could tell of it`, expected: "one in `agents`" });
  return wrong;
}
