// What else a drawn scenario may have: other faults than a crash, makes of hosts, users on the stand-in, stand-ins without relay.
import { Streams } from "../../../src/sim/index.js";
import { Chooser, type Manner, type Tree } from "./chooser.js";

/** The scenario with all that; drawn by a stream of its own, so that what was drawn before stays what it was. */
export function withMore(scenario: Tree, seed: number, manner: Manner): Tree {
  const choose = new Chooser(new Streams(`check/${String(seed)}`).stream("more"), manner);
  const { hosts, faults } = scenario as { readonly hosts: Record<string, Tree>; readonly faults: readonly Tree[] };
  const busy = choose.chance(0.25) ? busyStandIn(choose, scenario) : {};
  const changes: Record<string, Tree> = {
    ...(choose.chance(0.1) && { "web-2": { relay: undefined } }),
    ...(choose.chance(0.3) && platforms(choose, Object.keys(hosts))),
  };
  const changed = Object.fromEntries(
    Object.entries({ ...hosts, ...(busy["hosts"] as Tree) }).map(([name, host]) => {
      return [name, { ...(host as Tree), ...changes[name], ...(changes["*"]?.[name] as Tree) }];
    }),
  );
  const drawn = {
    ...scenario,
    ...busy,
    hosts: changed,
    ...(changes["*"] !== undefined && { transformations: TRANSFORMATIONS }),
    faults: faults.map(({ crash, ...fault }) => ({ ...fault, ...another(choose, crash as string) })),
  };
  return choose.chance(0.3) ? withReturn(choose, drawn) : drawn;
}

/** The host is repaired when all is over, and takes back what it served: what was promised of the way there is the same. */
function withReturn(choose: Chooser, scenario: Tree): Tree {
  const { policies, faults } = scenario as unknown as {
    readonly policies: { readonly drawn: { readonly failover: Tree } };
    readonly faults: readonly Tree[];
  };
  const { failover } = policies.drawn;
  if ("manual" in failover) return scenario;
  const failback = { after: choose.one("0s", "1min", "10min") };
  return {
    ...scenario,
    policies: { drawn: { failover: { ...failover, failback } } },
    faults: faults.map((fault) => ({ ...fault, repair: "2h" })),
  };
}

/**
 * Of all these nothing is heard any more: they are noticed as a crash is, and what is done takes as long. But a host that is
 * only cut off is seen by an agent on another one, and goes on to write where nothing stops it: see `compare`.
 */
function another(choose: Chooser, host: string): Tree {
  return choose.one<Tree>(
    { crash: host },
    { crash: host },
    { hang: host },
    { "power-loss": host },
    { partition: host },
  );
}

/** The first stand-in has users of its own, and data. */
function busyStandIn(choose: Chooser, { hosts, services, storage }: Tree): Tree {
  const array = (storage as Record<string, Tree>)["array-1"]!;
  const volume = { size: "2GB", holds: "data", on: "da-1", via: "fa-2", for: "web-2" };
  const own = { ...volume, ...(choose.chance(0.7) && { mirror: { on: "da-2" } }) };
  const standIn = (hosts as Record<string, Tree>)["web-2"]!;
  return {
    hosts: { ...(hosts as Tree), "web-2": { ...standIn, power: "on" } },
    services: { ...(services as Tree), news: { "runs-on": "web-2" } },
    storage: {
      ...(storage as Tree),
      "array-1": { ...array, volumes: { ...(array["volumes"] as Tree), "news-data": own } },
    },
  };
}

const MAKES: readonly Tree[] = [
  { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] },
  { hardware: "sun-4m", system: "solaris-2.6", applications: ["oracle-7.3.4"] },
  { hardware: "pc", system: "windows-nt-4.0", applications: ["oracle-7.3.4"] },
];

const TRANSFORMATIONS: readonly Tree[] = [
  { of: "system", from: "sun-4x", to: "sun-4m", rate: "20MB/s" },
  { of: "data", from: "solaris", to: "windows-nt", rate: "30MB/s" },
];

/** Mostly alike: what cannot be converted keeps a host from standing in. */
function platforms(choose: Chooser, names: readonly string[]): Record<string, Tree> {
  const platform = (): Tree => ({ platform: choose.one(MAKES[0]!, MAKES[0]!, MAKES[0]!, MAKES[1]!, MAKES[2]!) });
  return {
    "*": Object.fromEntries(names.map((name) => [name, name === "web-1" ? { platform: MAKES[0] } : platform()])),
  };
}
