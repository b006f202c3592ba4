/** How busy links, ports and disk adapters were with I/Os to exported devices, and how long these stood there. */
import { cablingOf, presenting, type WorldSpec } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import { measuredTime, type Measure, ratio } from "./measure.js";

const ABOUT = "I/Os of requests to exported devices on their way; copies are not counted, nor is load that is a flow.";

function passedIn(kind: string): Measure {
  return {
    name: `${kind}-passages`,
    about: ABOUT,
    of: kind,
    values: [
      { key: "busy", about: "Share of the time in which I/Os passed through it.", unit: "share", better: "neither" },
      { key: "queue.mean", about: "I/Os that waited there or passed, on average.", unit: "count", better: "lower" },
      {
        key: "queue.time",
        about: "How long an I/O waited there and passed, on average.",
        unit: "seconds",
        better: "lower",
      },
    ],
    appliesTo: (spec, name) => passedOf(spec).has(name),
    begin: (name, accounts) => ({
      values: (until) => {
        const time = measuredTime(accounts, until);
        const { ios, busy, there } = accounts.ios.through(name);
        const each = ratio(there, ios);
        return [ratio(busy, time), ratio(there, time), each === null ? null : each / SECOND];
      },
    }),
  };
}

export const passages: readonly Measure[] = ["link", "port-adapter", "disk-adapter"].map(passedIn);

const known = new WeakMap<WorldSpec, ReadonlySet<string>>();

/** Everything on the way from a host to an exported device. */
function passedOf(spec: WorldSpec): ReadonlySet<string> {
  let found = known.get(spec);
  if (found === undefined) known.set(spec, (found = findPassed(spec)));
  return found;
}

function findPassed(spec: WorldSpec): ReadonlySet<string> {
  const { exports = [], hosts, arrays } = spec;
  const found = new Set<string>();
  if (exports.length === 0) return found;
  // Many devices are presented alike.
  const ways = new Map(exports.map((each) => [`${each.array} ${each.via.join(" ")}`, each]));
  for (const { name } of hosts) {
    const paths = cablingOf(spec).pathsFrom(name);
    for (const { array, via } of ways.values()) {
      const own = paths.filter((path) => path.array === array);
      for (const { links, port } of presenting(own, via, (path) => path.port))
        for (const each of [...links, port]) found.add(each);
    }
  }
  const exported = new Set(exports.map(({ volume }) => volume));
  for (const { volumes } of arrays) {
    for (const { name, on, mirrorOn } of volumes) {
      if (!exported.has(name)) continue;
      found.add(on);
      if (mirrorOn !== undefined) found.add(mirrorOn);
    }
  }
  return found;
}
