import { expect, test } from "vitest";
import {
  type Effect,
  failoverController,
  type FailoverPolicy,
  type FailoverState,
  type Input,
} from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { type Micros, MINUTE, SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { heard } from "../heard.js";

/** Three hosts with a service each, and a secondary site of three; no storage, so that nothing but the choice is seen. */
function site(change: Partial<FailoverPolicy>) {
  const base = smallSpec();
  const [host] = base.hosts;
  const primaries = ["web", "shop", "mail"];
  const names = [...primaries, "s-1", "s-2", "s-3"];
  const spec = {
    ...base,
    arrays: [],
    relays: names.map((name) => ({ ...base.relays[0]!, name: `relay-${name}` })),
    hosts: names.map((name, index) => ({
      ...host!,
      name,
      identity: { address: `10.0.0.${index}`, node: name, domain: "lan" },
      relay: `relay-${name}`,
      power: index < 3 ? ("on" as const) : ("off" as const),
    })),
    agents: primaries.map((name) => ({ host: name, report: 5 * SECOND })),
    services: primaries.map((name) => ({ name, runsOn: name })),
  };
  const policy = smallPolicy({ standIns: ["s-1", "s-2", "s-3"], data: [], ...change });
  let { state } = failoverController.start(failoverConfig(spec, policy), 0);
  const step = (input: Input, now: Micros): readonly Effect[] => {
    const turn = failoverController.step(state, input, now);
    state = turn.state as FailoverState;
    return turn.effects;
  };
  /** The host breaks; who begins to take over, or that it waits. */
  const breaks = (name: string): string => {
    const effects = step(
      heard({ kind: "error-report", host: name, component: "cpu", message: "gone" }, SECOND),
      SECOND,
    );
    for (const effect of effects) {
      if (effect.kind !== "note") continue;
      if (effect.note.kind === "begun") return effect.note.of.to!;
      if (effect.note.kind === "waiting") return "waits";
    }
    return "nothing";
  };
  const waits = (service: string): boolean =>
    state.groups.some((group) => group.phase.is === "waiting" && group.config.services.includes(service));
  /** Every order of the takeovers under way is carried out, a minute later; or only those up to one. */
  const settle = (last = Infinity): void => {
    for (let id = 1; id < state.desk.nextId && id <= last; id++) {
      const action = state.desk.open[id]?.action;
      const found = action?.kind === "boot" ? "online" : "standalone";
      const outcome = { status: "done", found: { what: "stage", stage: found } } as const;
      step({ kind: "outcome", id, outcome }, MINUTE);
    }
  };
  const serviced = (host: string): void => {
    step(heard({ kind: "serviced", host, doneAt: MINUTE }, MINUTE), MINUTE);
  };
  const holderOf = (service: string): string | undefined =>
    state.groups.find(({ config }) => config.services.includes(service))?.holder;
  return { breaks, waits, settle, serviced, holderOf };
}

const shares = [
  { for: "web", by: ["s-2", "s-3"] },
  { for: "shop", by: ["s-1"] },
];

test("without shares whoever fails first gets the best stand-in", () => {
  const { breaks } = site({});
  expect(["mail", "shop", "web"].map(breaks)).toEqual(["s-1", "s-2", "s-3"]);
});

test("each gets its own share, in any order of failure, and a host without one waits", () => {
  const { breaks } = site({ partition: { shares, whenTaken: "wait" } });
  expect(["mail", "shop", "web"].map(breaks)).toEqual(["waits", "s-1", "s-2"]);
});

test("or gets what is left", () => {
  const { breaks } = site({ partition: { shares, whenTaken: "what-is-left" } });
  expect(["web", "mail", "shop"].map(breaks)).toEqual(["s-2", "s-1", "s-3"]);
});

test("whoever is more important takes the stand-in of the least important, and nobody that of an equal", () => {
  const priority = { web: 2, shop: 1, mail: 1 };
  const { breaks, waits, settle, holderOf } = site({ standIns: ["s-1"], preempts: true, priority });
  expect(breaks("mail")).toBe("s-1");
  settle();
  expect(breaks("shop")).toBe("waits");
  expect(holderOf("mail")).toBe("s-1");
  expect(breaks("web")).toBe("waits");
  // Mail gives way, and web takes over.
  settle();
  settle();
  expect(["mail", "shop", "web"].map(waits)).toEqual([true, true, false]);
  expect(holderOf("web")).toBe("s-1");
});

test("a host that was fenced stands in for nobody before whoever takes over from it is there", () => {
  const { breaks, waits, settle, serviced, holderOf } = site({ standIns: ["s-1", "web"] });
  expect(breaks("web")).toBe("s-1");
  // Shut down in order, and the stand-in has power: it is told to boot, and holds the service from here on.
  settle(3);
  expect(holderOf("web")).toBe("s-1");
  serviced("web");
  expect(breaks("mail")).toBe("waits");
  settle();
  expect([waits("mail"), holderOf("mail")]).toEqual([false, "web"]);
});
