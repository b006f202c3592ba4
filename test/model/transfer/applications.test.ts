/** Applications that scripts make ready: what state they are in, what their users feel, and what a copy is worth by that. */
import { describe, expect, it } from "vitest";
import type { Script } from "../../../src/control/index.js";
import type { WorldSpec } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { smallSpec } from "../small-world.js";
import { BOTH, order, type TransferRun, transferRun, transferSpec } from "./transfer-world.js";

const DB = { host: "web-1", application: "shop-db", transfer: "nightly", run: 1, epoch: 1 };

function script(run: TransferRun, name: Script, change: Partial<typeof DB> = {}, from = "ra-1") {
  return run.act({ kind: "run-script", ...DB, ...change, script: name }, from);
}

/** Opens the run with this as what its scripts are to have done, and gives the grade. */
function gradeOf(run: TransferRun, scripts: readonly Script[], number = 1) {
  const conditions = scripts.map((each) => ({ host: "web-1", application: "shop-db", script: each }));
  const its = order({ run: number });
  const answer = run.act({ kind: "open-run", agent: "ra-2", order: its, way: BOTH, conditions });
  run.kernel.run(run.kernel.now + SECOND);
  const { outcome } = answer;
  return outcome?.status === "done" && outcome.found?.what === "run" ? outcome.found.grade : outcome;
}

const states = (run: TransferRun) => run.of("ApplicationChanged").map(({ at, to }) => [at / SECOND, to]);

/** The shop on web-1 writes to the volume, as single requests or as a flow. */
function withUsers(mode: "requests" | "flow", quiesced: "waits" | "refuses"): WorldSpec {
  const spec = transferSpec();
  const [shop] = smallSpec().services;
  const load = { ...shop!.load!, mode, retry: { times: 0, backoff: SECOND } };
  const classes = load.classes.map((each) => (each.writes === undefined ? each : { ...each, writes: "orders" }));
  const applications = spec.applications!.map((each) => ({ ...each, quiesced }));
  return { ...spec, applications, services: [{ ...shop!, load: { ...load, classes } }] };
}

describe("a script", () => {
  it("takes its time and then has changed the state; resumed, the application runs again", () => {
    const run = transferRun();
    const one = script(run, "quiesce");
    run.kernel.run(10 * SECOND);
    // The agent is on the same host, and needs no network.
    expect(one).toMatchObject({ at: 3 * SECOND, outcome: { status: "done" } });
    script(run, "resume", {}, "ra-2");
    run.kernel.run(20 * SECOND);
    expect(states(run)).toEqual([
      [0, "running"],
      [3, "quiesced"],
      [12.0002, "running"],
    ]);
  });

  it("takes 200 us there and 200 us back for an agent on another host, which a cut of the network keeps from it", () => {
    const run = transferRun();
    const one = script(run, "quiesce", {}, "ra-2");
    run.kernel.run(10 * SECOND);
    expect(one).toMatchObject({ at: 3 * SECOND + 400, outcome: { status: "done" } });
    for (const network of run.world.networks.values()) network.setUp(false);
    const far = script(run, "resume", {}, "ra-2");
    run.kernel.run(20 * SECOND);
    expect(far.outcome).toBeNull();
    const near = script(run, "resume");
    run.kernel.run(30 * SECOND);
    expect(near).toMatchObject({ at: 22 * SECOND, outcome: { status: "done" } });
  });

  it("of one of two transfers that hold an application leaves it as the other one needs it", () => {
    const run = transferRun();
    const [one, other] = [{ transfer: "nightly" }, { transfer: "hourly" }];
    const stateFor = (of: Partial<typeof DB>) => {
      const asked = run.act({ kind: "ask-application", ...DB, ...of });
      const { outcome } = asked;
      return outcome?.status === "done" && outcome.found?.what === "application" ? outcome.found.state : outcome;
    };
    script(run, "quiesce", one);
    run.kernel.run(10 * SECOND);
    expect([stateFor(one), stateFor(other)]).toEqual(["quiesced", "running"]);
    script(run, "unmount", other);
    run.kernel.run(20 * SECOND);
    // Whoever has unmounted writes nothing either.
    expect(gradeOf(run, ["quiesce"])).toBe("application-consistent");
    script(run, "remount", other);
    run.kernel.run(30 * SECOND);
    expect([stateFor(one), stateFor(other)]).toEqual(["quiesced", "running"]);
    script(run, "resume", one);
    run.kernel.run(40 * SECOND);
    expect(states(run).map(([, state]) => state)).toEqual(["running", "quiesced", "unmounted", "quiesced", "running"]);
  });

  it("of an older epoch than the host knows is refused, even if it was under way", () => {
    const run = transferRun();
    const old = script(run, "resume");
    run.kernel.run(2 * SECOND);
    const asked = run.act({ kind: "ask-application", ...DB, epoch: 2 }, "ra-2");
    run.kernel.run(5 * SECOND);
    expect(asked.outcome).toMatchObject({ found: { state: "running", newest: 2 } });
    expect(old.outcome).toMatchObject({ status: "failed" });
    const late = run.act({ kind: "ask-application", ...DB }, "ra-1");
    script(run, "quiesce");
    run.kernel.run(10 * SECOND);
    expect(late.outcome).toMatchObject({ status: "done", found: { newest: 2 } });
    expect(run.of("ScriptEnded").map(({ result }) => result)).toEqual(["superseded", "superseded"]);
    expect(states(run)).toEqual([[0, "running"]]);
  });

  it("fails, or is never heard of, when something is wrong with it", () => {
    const run = transferRun();
    const application = run.world.programs.application(DB)!;
    application.trouble = "fail";
    const one = script(run, "quiesce");
    run.kernel.run(5 * SECOND);
    application.trouble = "hang";
    const two = script(run, "quiesce");
    run.kernel.run(10 * SECOND);
    expect(one.outcome).toEqual({ status: "failed", why: "quiesce of shop-db failed" });
    expect(two.outcome).toBeNull();
    expect(application.state).toBe("running");
  });

  it("is lost with its host, on which the application runs anew afterwards and knows the epochs that it knew", () => {
    const run = transferRun();
    const lost = script(run, "quiesce", { epoch: 3 });
    run.kernel.run(2 * SECOND);
    run.world.host("web-1").crash();
    expect(lost.outcome).toBeNull();
    const dead = run.act({ kind: "ask-application", ...DB }, "ra-2");
    run.kernel.run(3 * SECOND);
    expect(dead.outcome).toBeNull();
    run.world.host("web-1").repair();
    run.kernel.run(600 * SECOND);
    const asked = run.act({ kind: "ask-application", ...DB }, "ra-2");
    run.kernel.run(601 * SECOND);
    expect(asked.outcome).toMatchObject({ found: { state: "running", newest: 3 } });
  });
});

describe("a copy", () => {
  it("is application-consistent when every application is as it was to be, else crash-consistent", () => {
    const run = transferRun();
    expect(gradeOf(run, ["quiesce"])).toBe("crash-consistent");
    script(run, "quiesce");
    run.kernel.run(10 * SECOND);
    expect(gradeOf(run, ["quiesce"], 2)).toBe("application-consistent");
    expect(gradeOf(run, ["unmount"], 3)).toBe("crash-consistent");
    expect(gradeOf(run, [], 4)).toBe("crash-consistent");
  });

  it("counts a flush for the run for which it was made, and no other", () => {
    const run = transferRun();
    script(run, "flush", { run: 2 });
    run.kernel.run(10 * SECOND);
    expect(gradeOf(run, ["flush"])).toBe("crash-consistent");
    expect(gradeOf(run, ["flush"], 2)).toBe("application-consistent");
  });

  it("holds every write that was promised before the application was quiesced", () => {
    const run = transferRun(withUsers("requests", "waits"));
    run.kernel.run(7 * SECOND);
    script(run, "quiesce");
    run.kernel.run(11 * SECOND);
    const { log } = run.world.volume("orders");
    expect(log.isDirty("web-1")).toBe(false);
    const source = run.world.volume("orders").device("orders");
    expect(source.holds.size).toBe(log.count);
    expect(log.count).toBeGreaterThan(50);
  });
});

describe("the users of an application that is quiesced for 4 s", () => {
  /** Quiesced from 10 s on, asked to resume at 14 s. */
  function quiescedFor4s(spec: WorldSpec) {
    const run = transferRun(spec);
    run.kernel.run(8 * SECOND);
    script(run, "quiesce");
    run.kernel.run(12 * SECOND);
    script(run, "resume");
    return run;
  }

  it("wait, and are all answered when it is resumed", () => {
    const run = quiescedFor4s(withUsers("requests", "waits"));
    const { server } = run.world.host("web-1");
    run.kernel.run(14 * SECOND - 1);
    // 50 a second for 4 s, but a few of those that were in service then.
    const { queued, completed } = server;
    expect(queued).toBeGreaterThan(150);
    run.kernel.run(20 * SECOND);
    expect(server.queued).toBe(0);
    expect(server.completed).toBeGreaterThan(completed + queued);
    expect([server.turnedAway, server.dropped]).toEqual([0, 0]);
    expect(run.of("ServiceDown")).toEqual([]);
  });

  it("are refused where it does not let them wait", () => {
    const run = quiescedFor4s(withUsers("requests", "refuses"));
    run.kernel.run(20 * SECOND);
    expect(run.of("ServiceDown")).toMatchObject([{ at: 10 * SECOND, why: "shop-db is quiesced" }]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ at: 14 * SECOND });
  });

  it("wait as a flow too", () => {
    const run = quiescedFor4s(withUsers("flow", "waits"));
    run.kernel.run(14 * SECOND - 1);
    const { server } = run.world.host("web-1");
    server.catchUp();
    expect(server.load).toBeGreaterThan(190);
    run.kernel.run(30 * SECOND);
    server.catchUp();
    expect(server.load).toBeLessThan(30);
  });
});
