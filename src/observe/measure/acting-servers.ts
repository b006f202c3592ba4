/** Share of the time in which servers could act on a cluster, and how long after a loss something was done there again. */
import type { Accounts } from "../account/accounts.js";
import { meanSeconds, type Measure, measuredTime, ratio } from "./measure.js";

export const actingServers: Measure = {
  name: "acting-servers",
  about: "Whether some server could have tasks done in a cluster: an agent in its list, the driver, and the way to it.",
  of: "cluster",
  values: [
    { key: "acting", about: "Share of the time in which at least one server could.", unit: "share", better: "higher" },
    {
      key: "pairs",
      about: "How many pairs of an agent and its server could, on average.",
      unit: "count",
      better: "higher",
    },
    {
      key: "next-success",
      about: "From the loss of a pair until the next task was done there, on average.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (cluster, accounts) => ({
    values: (until) => {
      const { warmUp } = accounts.context;
      const { able, successes } = accounts.domain.of(cluster);
      const after = successes.filter(({ lostAt }) => lostAt >= warmUp).map((each) => each.after);
      const pairs = until <= warmUp ? null : able.mean(warmUp, until);
      return [actingShare(accounts, cluster, until), pairs, meanSeconds(after)];
    },
  }),
};

export const actingClusters: Measure = {
  name: "acting-clusters",
  about: "The same for all clusters of a domain.",
  of: "run",
  headlines: ["clusters.acting"],
  appliesTo: ({ domain }) => domain !== undefined,
  values: [
    {
      key: "clusters.acting",
      about: "Share of the clusters on which at least one server could act, on average over time.",
      unit: "share",
      better: "higher",
    },
    {
      key: "clusters.next-success",
      about: "From the loss of a pair until the next task was done in that cluster, on average of all.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (_, accounts) => ({
    values: (until) => {
      const { spec, warmUp } = accounts.context;
      const clusters = (spec.domain?.clusters ?? []).map(({ name }) => name);
      const shares = clusters.map((each) => actingShare(accounts, each, until) ?? 0);
      const after = clusters.flatMap((each) =>
        accounts.domain
          .of(each)
          .successes.filter(({ lostAt }) => lostAt >= warmUp)
          .map((success) => success.after),
      );
      return [
        ratio(
          shares.reduce((sum, each) => sum + each, 0),
          clusters.length,
        ),
        meanSeconds(after),
      ];
    },
  }),
};

function actingShare(accounts: Accounts, cluster: string, until: number): number | null {
  const { warmUp } = accounts.context;
  const time = measuredTime(accounts, until);
  if (time === 0) return null;
  return 1 - accounts.domain.of(cluster).able.timeAt(0, warmUp, until) / time;
}
