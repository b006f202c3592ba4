import { describe, expect, it } from "vitest";
import type { Record as WorldRecord } from "../../src/model/index.js";
import { invariants, measureInfos, measures, observe } from "../../src/observe/index.js";
import { Dispatcher } from "../../src/observe/hearing.js";
import { acknowledged, down, mounted, recordsOf, run, SPEC, START, up, verdict } from "./small-run.js";

const KEYS = `shop.availability shop.availability.requests shop.nines shop.downtime shop.downtime.per-year
shop.availability.objective shop.error-budget shop.burn shop.brown-outs shop.brown-out.time shop.brown-out.longest shop.outages
shop.outage.longest shop.incidents.censored shop.collateral.outages shop.collateral.time shop.rto.mean shop.rto.p50 shop.rto.p95 shop.rto.p99
shop.rto.max shop.rpo.max
shop.rpo.writes shop.rpo.bytes shop.detection.mean shop.detection.max shop.detection.false
  web-1.mistakes.rate web-1.mistakes.mean web-2.mistakes.rate web-2.mistakes.mean shop.latency.mean
shop.latency.p50 shop.latency.p95 shop.latency.p99 shop.latency.p999 shop.latency.max shop.requests.offered
shop.requests.served shop.requests.failed shop.requests.timed-out shop.requests.refused shop.requests.retried
shop.goodput web-1.availability web-2.availability web-1.hours web-2.hours web-1.answered
  web-1.answered.share web-2.answered web-2.answered.share hosts.hours hosts.hours.online hosts.owned
storage.copied shop.scaling.actions shop.scaling.given-up shop.hosts.mean shop.hosts.most shop.reads.from-copies
shop.reads.stale hosts.leased.hours hosts.leased.most hosts.needed takeovers
  takeovers.needless takeovers.needless.downtime takeovers.needless.writes pages`.split(/\s+/);

describe("an observation", () => {
  it("measures every key that the world promises, and no other", () => {
    expect(measureInfos(SPEC).map(({ key }) => key)).toEqual(KEYS);
    expect(Object.keys(run([START]).measures)).toEqual(KEYS);
  });

  it("gives finite numbers only, and nothing that JSON cannot carry", () => {
    const found = run([START, [10, down(), acknowledged(0, 3, 9)], [20, mounted("web-2", "d2"), up("web-2")]], {
      detail: true,
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    for (const [key, value] of Object.entries(found.measures)) {
      expect(value === null || Number.isFinite(value), key).toBe(true);
    }
  });

  it("gives the same for the same records", () => {
    const told = [START, [10, down(), verdict("web-1")], [20, up()]] as const;
    expect(run(told, { detail: true })).toEqual(run(told, { detail: true }));
  });

  it("keeps detail only when asked, and finds the same with and without", () => {
    const told = [START, [10, down()], [20, up()]] as const;
    const { detail, ...rest } = run(told);
    expect(detail).toBeNull();
    expect(run(told, { detail: true })).toMatchObject(rest);
  });

  it("does not change the records that it hears", () => {
    const frozen = recordsOf([START, [10, down(), acknowledged(0, 3, 9)], [20, mounted("web-2", "d2"), up("web-2")]]);
    for (const record of frozen) Object.freeze(record);
    const observation = observe({ spec: SPEC, duration: 30e6, warmUp: 0, replication: 0 }, { detail: true });
    expect(() => frozen.forEach((record) => observation.hear(record))).not.toThrow();
    expect(observation.finish(30e6).losses).toHaveLength(1);
  });

  it("names what it does not know", () => {
    expect(() => run([[5, { kind: "ServiceUp", service: "shoe", host: "web-1" }]])).toThrow(
      "a record names service shoe, which the world does not have",
    );
  });

  it("may end in its warm-up", () => {
    const context = { spec: SPEC, duration: 100e6, warmUp: 50e6, replication: 0 };
    const found = observe(context, { detail: true }).finish(20e6);
    expect(found.measures["shop.availability"]).toBeNull();
    const applying = invariants.filter(
      ({ appliesTo, expectedIn }) => (appliesTo?.(context) ?? true) && (expectedIn?.(context) ?? true),
    );
    expect(found.invariants.map(({ name }) => name)).toEqual(applying.map(({ name }) => name));
  });
});

describe("the lists of measures and invariants", () => {
  it("say in a sentence what each is", () => {
    for (const { name, about } of [...measures, ...invariants]) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(about).toMatch(/^[A-Z0-9].*\.$/);
    }
    for (const { about } of measures.flatMap(({ values }) => values)) expect(about).toMatch(/^[A-Z0-9].*\.$/);
  });

  it("name each once", () => {
    for (const list of [measures, invariants]) {
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    }
  });
});

describe("the dispatcher", () => {
  it("calls those who listen to the kind, in their order, and nobody else", () => {
    const heard: string[] = [];
    const dispatcher = new Dispatcher([
      { hears: { ServiceUp: () => heard.push("first hears up") } },
      { hears: { ServiceDown: () => heard.push("second hears down") } },
      { hearsAll: ({ kind }) => heard.push(`third hears ${kind}`) },
      { hears: { ServiceUp: ({ host }) => heard.push(`fourth hears up on ${host}`) } },
    ]);
    const records: readonly WorldRecord[] = recordsOf([[1, up(), down()]]);
    for (const record of records) dispatcher.hear(record);
    expect(heard).toEqual([
      "first hears up",
      "third hears ServiceUp",
      "fourth hears up on web-1",
      "second hears down",
      "third hears ServiceDown",
    ]);
  });
});
