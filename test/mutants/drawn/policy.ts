/** The policy of a drawn scenario: any point in the space of options that fits what there is. */
import type { Outline } from "./world.js";

export function drawPolicy(outline: Outline): object {
  const { dice, isLong, hasDirector } = outline;
  const balances = hasDirector && dice.is(0.25);
  return {
    failover: failover(outline),
    ...(balances && {
      balancing: {
        every: isLong ? "5min" : "5s",
        grow: { above: "60%", for: isLong ? "1h" : "30s", tolerance: "20%" },
        shrink: { below: "20%", for: isLong ? "2h" : "30s", tolerance: "20%" },
        hosts: { least: dice.one(1, 2), most: 3 },
        "when-wanted": dice.one("leave", "drain", "preempt"),
        then: dice.one("power-off", "keep", "hand-on"),
        drain: "10s",
        ...dice.one({}, { controllers: 2, over: "office" }),
        limits: limits(outline),
      },
    }),
  };
}

function limits({ isLong }: Outline) {
  return isLong ? {} : { relay: "5s", replicate: "1min", boot: "15s", "retry-after": "5s" };
}

function failover(outline: Outline): object {
  const { dice, isLong, hosts, hasMail, hasTill, hasSecondArray, hasSecondNetwork, hasDirector } = outline;
  const ways = [
    "split-mirror",
    "copy",
    "reassign",
    "backup+log",
    "pre-replicated",
    "log-apply",
    "staged",
    ...(hasSecondArray ? ["copy-remote", "remote-mirror"] : []),
  ];
  return {
    preset: dice.one(
      "2A",
      "2A",
      "2B",
      "2C",
      "2C",
      ...(hasSecondArray ? ["4", "6"] : []),
      ...(hasDirector ? ["8"] : []),
    ),
    data: dice.some(ways),
    ...dice.maybe(0.3, () => ({ standby: dice.one("cold", "staged", ...(hasMail ? ["active"] : [])) })),
    ...dice.maybe(0.3, () => ({ "own-data": dice.one("mirror", "backup", "discard") })),
    ...dice.maybe(0.15, () => ({ parts: dice.one(["data"], ["data", "programs"]) })),
    ...dice.maybe(0.5, () => ({ "ahead-every": isLong ? "12h" : "3min" })),
    ...(hasSecondNetwork && hasDirector && { redirect: true }),
    ...dice.maybe(0.6, () => ({ "stand-ins": dice.some(hosts.slice(1)) })),
    ...dice.maybe(0.2, () => ({ "when-taken": dice.one("wait", "what-is-left", "preempt") })),
    ...dice.maybe(0.3, () => ({
      priority: { shop: 2, ...(hasTill && { till: 1 }), ...(hasMail && { mail: dice.one(1, 3) }) },
    })),
    ...dice.maybe(0.4, () => ({ "mirror-again": true })),
    ...dice.maybe(0.7, () => ({ failback: failback(outline) })),
    detect: detect(outline),
    // Without its relay a host may be unplugged by a person, whom nothing in the model brings back to plug it in.
    shutdown: {
      within: dice.one(...(isLong ? ["60s", "10min"] : ["8s", "2s", "20s"])),
      ...dice.one(
        { relay: "if-needed", unconfirmed: "page" },
        { relay: "if-needed", unconfirmed: "retry" },
        { relay: "always", unconfirmed: "page" },
      ),
    },
    limits: { ...limits(outline), tries: dice.one(6, 2) },
  };
}

function failback({ dice, isLong }: Outline): object {
  if (isLong) return dice.one<object>({ after: "0s" }, { after: "1h" }, { "time-of-day": "3h" });
  return { after: dice.one("0s", "5s", "1s", "30s") };
}

function detect({ dice, isLong }: Outline): object {
  const every = isLong ? "1min" : dice.one("2s", "5s");
  // As long as the interval, or longer, or shorter.
  const timeout = isLong ? "1min" : dice.one("1s", "2s", "5s", "7s");
  return {
    when: dice.one("any", "all"),
    reports: { misses: dice.one(1, 2, 3, 3) },
    ...dice.maybe(0.4, () => ({ queries: { every, timeout, misses: dice.one(1, 3) } })),
    ...dice.maybe(0.1, () => ({ phi: { threshold: 8 } })),
    ...dice.maybe(0.5, () => ({ precursors: { errors: 3, within: "1min" } })),
    // Who does not act on a malfunction leaves a service for ever whose disk broke: so the policy would want it.
    ...dice.maybe(0.2, () => ({
      performance: { slowness: "x10" },
      "act-on": ["failed", "malfunctioning", "performance deficient"],
    })),
  };
}
