/** The failover controller on the bench: over the small world of the tests, that of a figure, or one of several homes. */
import {
  type FailoverConfig,
  type FailoverPolicy,
  failoverController,
  type Message,
} from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { HOUR, SECOND, type Micros } from "../../../src/units/index.js";
import { type Figure, figurePolicy, figureSpec } from "../../model/figure-worlds.js";
import { homesSpec } from "../../model/homes-world.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { ObligingWorld } from "../obliging.js";
import { readTime } from "../read.js";
import { type Cast, castOf, type Seat } from "./cast.js";

export const failover: Cast = castOf(failoverController, configFrom, { read: readMessage, commands: { obliged } });

/** By the machine that is obliged. */
const worlds = new WeakMap<Seat, ObligingWorld>();

/** `obliged`: all that was ordered is done, and whatever is ordered because of that, until nothing is open. */
function obliged(seat: Seat, _: readonly string[], now: Micros): void {
  const world = worlds.get(seat) ?? new ObligingWorld();
  worlds.set(seat, world);
  for (let [next] = seat.open; next !== undefined; [next] = seat.open) {
    const [id, action] = next;
    seat.settle(id, world.carryOut(action), now);
  }
}

function configFrom(options: ReadonlyMap<string, string>): FailoverConfig {
  const figure = options.get("figure");
  const peers =
    options
      .get("peers")
      ?.split(",")
      .map((place) => ({ place })) ?? [];
  if (figure !== undefined) return failoverConfig(figureSpec(figure as Figure), figurePolicy(figure as Figure));
  const homes = options.get("homes")?.split(",");
  const spec = homes === undefined ? smallSpec() : homesSpec(homes, options.get("spares")?.split(",") ?? []);
  const base = smallPolicy();
  const failback = options.get("failback");
  const parts = options.get("parts");
  const together = options.get("together");
  const queries = options.get("queries");
  const reports = options.get("misses");
  const policy = smallPolicy({
    preset: options.get("preset") ?? base.preset,
    data: options.get("data")?.split(",") ?? base.data,
    standIns: options.get("stand-ins")?.split(",") ?? base.standIns,
    ...(parts !== undefined && { parts: parts.split(",") as NonNullable<FailoverPolicy["parts"]> }),
    ...(together !== undefined && { together: [together.split(",")] }),
    ...(failback !== undefined && { failback: { after: readTime(failback) } }),
    detect: {
      ...base.detect,
      when: (options.get("when") ?? "any") as "any" | "all",
      reports: reports === "off" ? null : { misses: Number(reports ?? 3) },
      queries: queries === undefined ? null : { every: 5 * SECOND, timeout: 2 * SECOND, misses: Number(queries) },
    },
    shutdown: {
      within: readTime(options.get("shutdown-within") ?? "60s"),
      relay: (options.get("relay") ?? "if-needed") as "if-needed",
      unconfirmed: (options.get("unconfirmed") ?? "page") as "page",
    },
  });
  const config = failoverConfig(spec, policy);
  const mirrors = options.get("mirrors") !== "none";
  const shared = options.get("shared-relay")?.split(",") ?? [];
  const relay = config.hosts.find(({ name }) => name === shared[0])?.relay ?? null;
  const on = options.get("on")?.split(",") ?? [];
  const waits = options.get("waits")?.split(",") ?? [];
  const hosts = config.hosts.map((each) => ({
    ...each,
    ...(shared.includes(each.name) && { relay }),
    ...(on.includes(each.name) && { startsOnline: true as const }),
    ...(waits.includes(each.name) && { stopsInStandalone: true as const }),
  }));
  return {
    ...config,
    hosts,
    peers,
    volumes: config.volumes.map((each) => ({
      ...each,
      ...(!mirrors && { mirror: null }),
      ...(options.has("logs") && { log: { rate: 1e6, replay: 50e6 } }),
      ...(options.has("backups") && { backup: { every: HOUR, bandwidth: 100e6 } }),
    })),
  };
}

function readMessage([kind = "", ...words]: readonly string[], now: Micros): Message | null {
  const [first = "", second = "", ...rest] = words;
  switch (kind) {
    case "report":
      return { kind: "report", host: first, sentAt: now };
    case "error":
      return { kind: "error-report", host: first, component: second, message: rest.join(" ") };
    case "useless":
      return { kind: "error-report", host: first, component: "data", message: `${second} is corrupt`, volume: second };
    case "serviced":
      return { kind: "serviced", host: first, doneAt: second === "" ? now : readTime(second) };
    case "fail-back":
      return { kind: "fail-back", host: first };
    case "wants":
      return { kind: "reserve", question: Number(first), host: second, service: rest.join(" ") };
    case "returns":
      return { kind: "reserve", question: Number(first), host: second, service: null };
    default:
      return null;
  }
}
