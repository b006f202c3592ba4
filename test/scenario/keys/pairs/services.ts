// Pairs for what users want.
import { pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("pair");
const pool = pairsIn("pool");

const MIX = (browse: string, order: string) => ({
  browse: { share: browse, reads: "shareable" },
  order: { share: order, writes: "shop-data" },
});

export const services: readonly Pair[] = [
  pair("services.mail.runs-on", "mail-1", "web-1"),
  pool("services.toys.needs", 1, 2, {
    policy: "nobody",
    with: {
      "services.toys.runs-on": ["toys-1", "games-1"],
      "services.toys.load": { rate: "1/s", mix: { browse: { share: "100%", reads: "shareable" } } },
    },
  }),
  pair("services.shop.director", "director-1", undefined, {
    with: { "hosts.web-2.network": "branch", "policies.split.failover.redirect": true },
  }),
  pair("services.shop.found-by", "dns-1", undefined, {
    with: {
      "name-servers": { "dns-1": { network: "lan" } },
      "services.shop.director": undefined,
      "hosts.web-2.network": "branch",
      "policies.split.failover.redirect": true,
    },
  }),
  pair("services.shop.load.rate", "2/s", "3/s"),
  pool("services.toys.load.rate.base", "1.5/s", "2/s"),
  pool("services.toys.load.rate.daily", undefined, { "00:30-01:00": "x2" }),
  pool("services.toys.load.rate.weekly", undefined, { mon: "x2" }),
  pool("services.toys.load.rate.yearly", undefined, { "11-01..12-25": "x2" }),
  pool("services.toys.load.rate.ramp", undefined, { "10min..20min": "x2" }),
  pool("services.toys.load.rate.spike", undefined, { "10min..20min": "x2" }),
  pool("services.games.load.session.requests", 4, 9, { with: { "services.games.load.session.think": "10s" } }),
  pool("services.games.load.session.think", "10s", "40s", { with: { "services.games.load.session.requests": 5 } }),
  pool("services.games.load.session.users", 2, 5, {
    with: { "services.games.load.rate": undefined, "services.games.load.session.think": "10s" },
  }),
  pair("services.shop.load.gaps", "random", "even"),
  pair("services.shop.load.replay", "recorded.csv", "recorded-later.csv", {
    with: { "services.shop.load.rate": undefined },
  }),
  pair("services.shop.load.mix", MIX("50%", "50%"), MIX("80%", "20%"), {
    key: "services.*.load.mix.*.share",
    shows: "measures",
  }),
  pool("services.toys.load.mix.browse.reads", "shareable", "exclusive"),
  pair("services.shop.load.mix.order.writes", "shop-data", undefined),
  pool("services.toys.load.mix.stock.of", "toys-data", undefined),
  pool("services.toys.load.mix.stock.fresh-within", undefined, "20min"),
  pair("services.shop.load.mix.order.work", "x1", "x3"),
  pair("services.shop.load.mix.order.priority", 0, 1, { with: { "services.shop.load.rate": "25/s" } }),
  pair("services.shop.load.mix.order.size", "4kB", "4MB"),
  pool("services.toys.load.timeout", "5s", "20s"),
  pair("services.shop.load.retry.times", undefined, 3),
  pair("services.shop.load.retry.backoff", "1s", "9s", { with: { "services.shop.load.retry.times": 3 } }),
  pair("services.shop.load.mode", "requests", "flow"),
  pool("services.toys.objective.answered", "99%", "50%", { shows: "measures" }),
  pool("services.toys.objective.within", "5s", "50ms", {
    shows: "measures",
    policy: "nobody",
    with: { "services.toys.objective.answered": "50%" },
  }),
  pool("services.toys.objective.window", "1min", "20s", { shows: "measures" }),
];

export const expectations: readonly Pair[] = [
  pair("expect", undefined, { "shop.rto.max": "<= 1s" }, { shows: "report" }),
];
