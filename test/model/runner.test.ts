import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action, Effect, Input, Machine } from "../../src/control/index.js";
import { startMachine } from "../../src/model/index.js";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { plan, schedules } from "./fault-schedule.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

const because = { rule: "tried-again" } as const;
const limit = { kind: "limit", subject: "-" } as const;

/** Does actions one after the other, each under a time limit of its own, and writes down what it hears. */
function sequence(actions: readonly Action[], limits: readonly number[], heard: string[]) {
  const begin = (index: number, now: number): readonly Effect[] => {
    const action = actions[index];
    if (action === undefined) return [];
    // The action comes before its timer, as in a routine: it may be settled before the timer is set.
    return [
      { kind: "act", id: index, action, because },
      { kind: "set-timer", timer: { ...limit, at: now + limits[index]! } },
    ];
  };
  const machine: Machine<null, number, Input, Effect> = {
    start: (_config, now) => ({ state: 0, effects: begin(0, now) }),
    step(state, input, now) {
      heard.push(`${now / SECOND}: ${input.kind === "outcome" ? `${input.outcome.status} ${input.id}` : input.kind}`);
      if (input.kind !== "outcome") return { state, effects: [] };
      return {
        state: state + 1,
        effects: [{ kind: "cancel-timer", timer: limit }, ...begin(state + 1, now)],
      };
    },
  };
  return machine;
}

function runSequence(actions: readonly Action[], limits: readonly number[]) {
  const heard: string[] = [];
  const run = smallRun(smallSpec(), null);
  startMachine(run.world, "test", sequence(actions, limits, heard), null);
  run.kernel.run(10 * MINUTE);
  return { ...run, heard };
}

describe("the runner", () => {
  it("delivers an outcome that is there at once only after all effects of the turn", () => {
    // The identity is set at once; its time limit must not overwrite that of the relay, which takes longer.
    const actions: Action[] = [
      { kind: "set-identity", host: "web-2", identity: { address: "10.0.0.50", node: "web-5", domain: "lan" } },
      { kind: "boot", host: "web-1" },
      { kind: "switch-relay", relay: "relay-2", to: "on" },
    ];
    const { heard } = runSequence(actions, [SECOND / 2, SECOND / 2, 5 * SECOND]);
    expect(heard).toEqual(["0: done 0", "0: done 1", "1: done 2"]);
  });

  it("rings a timer that was not cancelled, and none that was", () => {
    const { heard } = runSequence([{ kind: "switch-relay", relay: "relay-2", to: "on" }], [SECOND / 2]);
    expect(heard).toEqual(["0.5: timer", "1: done 0"]);
  });

  it("rings no timer that was cancelled by what came before it while something was being stored", () => {
    const heard: string[] = [];
    const { world, kernel } = smallRun(smallSpec({ controller: { networks: ["lan"], store: 2 * SECOND } }), null);
    const read: Effect = { kind: "act", id: 0, action: { kind: "read-relay", relay: "relay-2" }, because };
    const machine: Machine<null, null, Input, Effect> = {
      // The answer comes after 0.1 s and the timer is due after 0.5 s: both while it stores.
      start: (_config, now) => ({
        state: null,
        effects: [
          read,
          { kind: "set-timer", timer: { ...limit, at: now + SECOND / 2 } },
          { kind: "store", key: "position", content: 1 },
        ],
      }),
      step(state, input, now) {
        if (input.kind !== "message") heard.push(`${now / SECOND}: ${input.kind}`);
        if (input.kind !== "outcome") return { state, effects: [] };
        return { state, effects: [{ kind: "set-timer", timer: { ...limit, at: now + 5 * SECOND } }] };
      },
    };
    startMachine(world, "controller", machine, null);
    kernel.run(MINUTE);
    expect(heard).toEqual(["2: outcome", "7: timer"]);
  });

  it("records every action with its outcome, and the outcome of one that nobody hears as lost", () => {
    const { heard, of } = runSequence(
      [
        { kind: "read-relay", relay: "relay-2" },
        { kind: "order-shutdown", host: "web-2" },
      ],
      [MINUTE, MINUTE],
    );
    const ours = <R extends { readonly place: string }>(records: R[]) =>
      records.filter(({ place }) => place === "test");
    expect(ours(of("EffectSent")).map(({ action }) => action.kind)).toEqual(["read-relay", "order-shutdown"]);
    expect(ours(of("OutcomeDelivered")).map(({ at, id }) => [at, id])).toEqual([[SECOND / 10, 0]]);
    expect(ours(of("OutcomeLost")).map(({ id, action }) => [id, action])).toEqual([[1, "order-shutdown"]]);
    expect(heard).toEqual(["0.1: done 0", "60.1: timer"]);
  });

  it("hears nothing any more when its place has died: timers are silent, outcomes are lost", () => {
    const heard: string[] = [];
    const { world, kernel, of } = smallRun(smallSpec(), null);
    const action: Action = { kind: "switch-relay", relay: "relay-2", to: "on" };
    startMachine(world, "test", sequence([action], [5 * SECOND], heard), null);
    kernel.schedule(SECOND / 2, () => world.place("test").setAlive(false));
    kernel.run(MINUTE);
    expect(heard).toEqual([]);
    expect(of("OutcomeLost")).toMatchObject([{ at: SECOND, place: "test", id: 0 }]);
    expect(world.host("web-2").power.on).toBe(true);
  });

  it("loses an order that a cut network keeps from its host, and an answer that it keeps from the controller", () => {
    const { world, kernel, of } = smallRun(smallSpec(), null);
    const heard: string[] = [];
    kernel.schedule(SECOND, () => {
      startMachine(world, "first", sequence([{ kind: "order-shutdown", host: "web-1" }], [MINUTE], heard), null);
    });
    // The order arrives; its end, 40 s later, cannot be told.
    kernel.schedule(10 * SECOND, () => world.network("lan").setUp(false));
    kernel.schedule(11 * SECOND, () => {
      startMachine(world, "second", sequence([{ kind: "query", host: "web-1" }], [MINUTE], heard), null);
    });
    kernel.run(50 * SECOND);
    expect(world.host("web-1").life.stage).toBe("standalone");
    expect(of("OutcomeLost").map(({ place }) => place)).toEqual(["first"]);
    expect(heard).toEqual([]);
  });

  it("settles every action once, by an outcome or as lost, whatever happens", () => {
    const instant = fc.integer({ min: 1, max: HOUR });
    const length = fc.integer({ min: 1, max: HOUR });
    const policy = smallPolicy({ shutdown: { within: MINUTE, relay: "if-needed", unconfirmed: "page" } });
    const spec = smallSpec();
    const services = spec.services.map(({ load: _load, ...service }) => service);
    fc.assert(
      fc.property(schedules(instant, length, 8), (strokes) => {
        const { world, kernel, records } = smallRun({ ...spec, services }, policy);
        plan(
          world,
          strokes.filter(({ name }) => !name.includes("spike")),
        );
        kernel.run(DAY);
        const open = new Map<string, number>();
        for (const record of records) {
          if (record.kind === "EffectSent") {
            const key = `${record.place} ${record.id}`;
            expect(open.has(key)).toBe(false);
            open.set(key, record.at);
          } else if (record.kind === "OutcomeDelivered" || record.kind === "OutcomeLost") {
            expect(open.delete(`${record.place} ${record.id}`)).toBe(true);
          }
        }
        // What is under way still was begun lately: the longest action is a copy or a person's work.
        for (const at of open.values()) expect(at).toBeGreaterThan(DAY - 8 * HOUR);
      }),
      { numRuns: 60 },
    );
  });
});
