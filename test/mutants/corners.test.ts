import { describe, expect, test } from "vitest";
import type { ObservedRun } from "../../src/observe/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { cornerNames, type CornerRun, runCorner as run } from "./corner-run.js";

const violated = ({ invariants }: ObservedRun) =>
  invariants.filter(({ violations }) => violations > 0).map(({ name }) => name);

const lost = ({ losses }: ObservedRun) => losses.reduce((sum, { writes }) => sum + writes, 0);

const reported = ({ records }: CornerRun) =>
  records
    .flatMap((record) => (record.kind === "LossReported" ? record.missing : []))
    .reduce((sum, { writes }) => sum + writes, 0);

const holders = ({ records }: CornerRun) =>
  records.flatMap((record) => (record.kind === "ServiceUp" ? [record.host] : []));

describe("of the corner cases", () => {
  for (const name of cornerNames) {
    test(`${name}: every fault strikes, and the same comes out when no event is left out`, () => {
      const found = run(name);
      expect(found.fired.every((count) => count > 0)).toBe(true);
      expect(run(name, { everyEvent: true }).behaviour).toBe(found.behaviour);
    });
  }

  test("a stuck relay: paged, nobody takes over before the plug is pulled", () => {
    const found = run("stuck-relay-page");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2"]);
    const arrived = found.records.find(({ kind }) => kind === "PersonArrived")?.at;
    const up = found.records.findLast(({ kind }) => kind === "ServiceUp")?.at;
    expect(up).toBeGreaterThan(arrived ?? Infinity);
  });

  test("a stuck relay: tried again and again, the takeover waits until the relay is free", () => {
    const found = run("stuck-relay-retry");
    expect(violated(found)).toEqual([]);
    const freed = found.records.find(({ kind }) => kind === "RelayFreed")?.at ?? 0;
    const up = found.records.findLast(({ kind }) => kind === "ServiceUp")?.at ?? 0;
    expect(up).toBeGreaterThan(freed);
  });

  test("a stuck relay: to proceed unsafely violates what fencing is for", () => {
    const found = run("stuck-relay-unsafe");
    expect(violated(found)).toEqual(expect.arrayContaining(["fence-before-takeover", "fence-verified"]));
  });

  test("a foretold crash loses nothing; the same crash unforetold loses what was not flushed, two seconds at most", () => {
    const foretold = run("foretold-crash");
    const sudden = run("sudden-crash");
    expect([violated(foretold), violated(sudden)]).toEqual([[], []]);
    expect(lost(foretold)).toBe(0);
    expect(holders(foretold)).toEqual(["web-1", "web-2"]);
    let losses = 0;
    for (let replication = 0; replication < 20; replication++) {
      const each = run("sudden-crash", { replication });
      losses += lost(each);
      expect(lost(each)).toBe(reported(each));
      expect(each.measures["shop.rpo.max"] ?? 0).toBeLessThanOrEqual(2);
      expect(lost(run("foretold-crash", { replication }))).toBe(0);
    }
    expect(losses).toBeGreaterThan(0);
  });

  test("a corrupt volume: backup and log bring it back, and what neither holds is reported exactly", () => {
    const found = run("corrupt-volume");
    expect(violated(found)).toEqual([]);
    expect(found.records.some(({ kind }) => kind === "DeviceCorrupted")).toBe(true);
    expect(holders(found)).toEqual(["web-1", "web-2"]);
    const steps = found.records.flatMap((record) =>
      record.kind === "NoteMade" && record.note.kind === "step-begun" ? [record.note.step] : [],
    );
    expect(steps).toEqual(expect.arrayContaining(["replicate-by-copy", "replicate-by-backup+log"]));
    // The write of the last two seconds that had not been flushed when the host crashed is on no disk and in no log.
    expect(lost(found)).toBe(1);
    expect(reported(found)).toBe(1);
  });

  test("a copy that was made ahead and is corrupt is found out when it is needed, and everything is copied again", () => {
    const found = run("corrupt-copy");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2"]);
    const copied = found.records.flatMap((record) =>
      record.kind === "CopyStarted" && record.at > 10 * MINUTE ? [[record.volume, record.bytes]] : [],
    );
    // What changed, which heals nothing; then all of the one that is corrupt.
    expect(copied).toEqual([
      ["shop-data", expect.any(Number)],
      ["shop-os", 0],
      ["shop-data", 2e9],
    ]);
    expect(copied[0]![1]).toBeLessThan(1e6);
  });

  test("a stand-in that dies is fenced like the first, and the next one takes over", () => {
    const found = run("stand-in-dies");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-3"]);
  });

  test("a controller that dies goes on where it was", () => {
    const found = run("controller-dies");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2"]);
    const restarted = found.records.findIndex((record) => record.kind === "ControllerChanged" && record.alive);
    const next = found.records.slice(restarted).find(({ kind }) => kind === "EffectSent");
    expect(next).toMatchObject({ action: { kind: "read-relay", relay: "relay-1" } });
    const takeovers = found.records.filter((each) => each.kind === "NoteMade" && each.note.kind === "begun");
    expect(takeovers).toHaveLength(1);
  });

  test("a false alarm costs an outage and no data", () => {
    const found = run("false-alarm-of-an-agent");
    expect(violated(found)).toEqual([]);
    expect(lost(found)).toBe(0);
    expect(found.measures["shop.detection.false"]).toBe(1);
  });

  test("an agent that watches two hosts costs both an outage when it dies, unless queries must agree", () => {
    const alone = run("agent-of-a-site");
    const asking = run("agent-of-a-site", { policy: "asks-too" });
    expect([violated(alone), violated(asking)]).toEqual([[], []]);
    const moves = (found: CornerRun, from: number, to: number) =>
      found.records.flatMap((record) =>
        record.kind === "ServiceUp" && record.at > from && record.at <= to
          ? [`${record.service} on ${record.host}`]
          : [],
      );
    // The agent dies alone, and both hosts come back when it is mended.
    expect(moves(alone, 3 * MINUTE, 6 * MINUTE)).toEqual(["mail on web-2", "shop on web-3"]);
    expect(moves(alone, 6 * MINUTE, 9 * MINUTE)).toEqual(["shop on web-1", "mail on mail-1"]);
    expect(moves(asking, 3 * MINUTE, 9 * MINUTE)).toEqual([]);
    // Its host crashes: what that served moves for a reason, the rest because nobody reports of it any more.
    expect(moves(alone, 9 * MINUTE, 12 * MINUTE)).toEqual(["mail on web-2", "shop on web-3"]);
    expect(moves(asking, 9 * MINUTE, 12 * MINUTE)).toEqual(["shop on web-2"]);
    // Mail returns sooner than the host that watches its own, which is no reason to take it away again.
    expect(moves(alone, 12 * MINUTE, 15 * MINUTE)).toEqual(["mail on mail-1", "shop on web-1"]);
    expect(moves(asking, 12 * MINUTE, 15 * MINUTE)).toEqual(["shop on web-1"]);
    const mistaken = ({ measures }: CornerRun) => [measures["shop.detection.false"], measures["mail.detection.false"]];
    expect([mistaken(alone), mistaken(asking)]).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  test("a failback under load loses nothing and moves only what changed", () => {
    const found = run("failback-under-load");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2", "web-1"]);
    const copied = found.records.flatMap((record) => (record.kind === "CopyStarted" ? [record.bytes] : []));
    expect(Math.max(...copied)).toBeLessThan(10e6);
    expect(lost(found)).toBe(reported(found));
  });

  test("an order to fail back is refused before the repair, and carried out after it", () => {
    const found = run("ordered-failback");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2", "web-1"]);
    const refused = found.records.flatMap((record) =>
      record.kind === "NoteMade" && record.note.kind === "order-refused" ? [[record.at, record.note.because]] : [],
    );
    const why = "web-1 failed, and nobody has said that it is in order";
    expect(refused).toEqual([[4 * MINUTE, { rule: "refused", why }]]);
  });

  test("a stand-in with a system of its own gets its own identity back, and is nobody's double when it starts again", () => {
    const found = run("own-system");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2", "web-1"]);
    const known = found.records.flatMap((record) =>
      record.kind === "AddressAnswered" ? [`${record.host} ${record.address} ${record.node}.${record.domain}`] : [],
    );
    expect(known).toEqual([
      "web-1 10.0.0.11 till.shop.example",
      "web-2 10.0.0.11 till.shop.example",
      "web-1 10.0.0.11 till.shop.example",
      "web-2 10.0.0.12 spare.shop.example",
    ]);
  });

  test("a second site waits for the stand-in, and gets it when the first is back", () => {
    const found = run("two-sites-one-stand-in");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["mail-1", "web-1", "web-2", "web-1", "web-2", "mail-1"]);
  });

  test.each(["failover", "backup", "discard"])(
    "an active stand-in under %s gets its own data back and resumes its own life",
    (policy) => {
      const found = run("active-stand-in", { policy });
      expect(violated(found)).toEqual([]);
      expect(holders(found)).toEqual(["web-1", "web-2", "web-2", "web-1", "web-2"]);
      const at = (name: string) => found.invariants.find((each) => each.name === name)?.atStake;
      // Two volumes were laid over, each came back; where it was not given up that is judged, and so is its mirror.
      expect(at("break-before-overwrite")).toBe(2);
      expect(at("restored-own-data")).toBe({ failover: 4, backup: 4, discard: 0 }[policy]);
      const mirrors = found.records.flatMap((record) => (record.kind === "MirrorEstablished" ? [record.volume] : []));
      expect(mirrors.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["mail-data", "mail-os"]);
      const mail = found.losses.filter(({ service }) => service === "mail");
      expect(mail).toEqual([]);
    },
  );

  test("the stand-in goes to whoever is more important: the other ends in order, loses nothing, and gets it back", () => {
    const found = run("preempted-stand-in");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["mail-1", "web-1", "web-2", "web-2", "web-1", "web-2", "mail-1"]);
    const reasons = found.records.flatMap((record) =>
      record.kind === "NoteMade" && "because" in record.note && record.note.because !== null
        ? [record.note.because.rule]
        : [],
    );
    expect(reasons.filter((rule) => rule === "gives-way" || rule === "gave-way")).toEqual(["gives-way", "gave-way"]);
    const gaveWayAt = 3 * MINUTE;
    const mail = found.losses.filter(({ service, atSeconds }) => service === "mail" && atSeconds * SECOND > gaveWayAt);
    expect(mail).toEqual([]);
  });

  test("one-way silence: the host shuts down in order and nothing is lost", () => {
    const found = run("one-way-partition");
    expect(violated(found)).toEqual([]);
    expect(holders(found)).toEqual(["web-1", "web-2"]);
    expect(lost(found)).toBe(0);
  });
});
