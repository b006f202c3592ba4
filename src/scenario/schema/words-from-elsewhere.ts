/** Keys that people bring along from other tools, or look for where they do not stand: what says the same here. */
import type { Path } from "../source/located.js";

interface Word {
  /** The section, or the key in whose mapping it stands; anywhere when absent. */
  readonly within?: string;
  readonly words: readonly string[];
  readonly instead: string;
}

const FAULTS = "failures and repairs are `faults`: { every: exponential(20d), crash: HOST, repair: 4h }";

const WORDS: readonly Word[] = [
  {
    within: "connectors",
    words: ["latency", "bandwidth", "loss"],
    instead:
      "what goes over a connector takes the latency of each network on its way: give a line between sites a network of its own",
  },
  {
    within: "load",
    words: ["writes", "reads"],
    instead: "requests read and write in a mix: `mix: { order: { writes: VOLUME } }`",
  },
  {
    within: "detect",
    words: ["quorum", "witness", "votes"],
    instead:
      "one controller decides, and `when: all` with `reports` and `queries` says how much evidence it needs; members that elect a Primary are `failover-sets`",
  },
  {
    within: "failover",
    words: ["quorum", "witness"],
    instead: "one controller decides, see `detect`; members that elect a Primary are `failover-sets`",
  },
  {
    within: "failover",
    words: ["fencing", "stonith"],
    instead: "every takeover fences: `shutdown` says how, and `relay` of a host what cuts its power",
  },
  {
    within: "failover",
    words: ["heartbeat", "interval", "timeout"],
    instead: "see `detect`, and `report` of `agents`",
  },
  {
    within: "hosts",
    words: ["vip", "ip"],
    instead: "the `address` of a host goes along with its services",
  },
  { within: "objective", words: ["latency", "p95", "p99"], instead: "`within` says in what time an answer counts" },
  {
    within: "faults",
    words: ["pull", "cable", "cable-pull", "unplug", "disconnect"],
    instead:
      "a cable that is pulled is `cut: LINK`, or a network; one of a member of a set is `member-cut: MEMBER` with `over: NETWORK`",
  },
  {
    within: "faults",
    words: ["reboot", "restart", "kill", "fail", "failure", "down", "outage", "shutdown"],
    instead: "a host that stops is `crash`, one without power `power-loss`, a part of a storage server `part-failure`",
  },
  { words: ["mtbf", "mttf", "mttr"], instead: FAULTS },
  {
    words: ["maintenance", "maintenance-window", "maintenance-windows"],
    instead:
      "a host that is out of service for a while is a fault with a time: `{ at: 1d 2h, power-loss: HOST, for: 1h }`",
  },
];

/** @param path ends with the key that there is not */
export function instead(path: Path): string | null {
  const word = String(path.at(-1)).toLowerCase();
  const around = path.slice(0, -1).map(String);
  const isHere = ({ within, words }: Word): boolean =>
    words.includes(word) &&
    (within === undefined || around.at(-1) === within || (around[0] === within && around.length === 2));
  return WORDS.find(isHere)?.instead ?? null;
}
