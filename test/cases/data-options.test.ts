// What a policy may say of data and of the order of shutting down, with times worked out by hand.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";

async function run(name: string, policy: string, settings: readonly Setting[] = []) {
  const file = fileURLToPath(new URL(`../../scenarios/site-failover/${name}.yaml`, import.meta.url));
  const { scenario, problems } = await readScenario(file, { settings });
  const chosen = scenario?.policies.find((each) => each.name === policy);
  if (scenario === null || chosen === undefined) throw new Error(JSON.stringify(problems));
  const { result, detail } = runReplication(scenario, chosen, 0, { detail: true });
  const { chronicle } = detail!;
  const of = (actor: string) => chronicle.filter((each) => each.actor === actor).map(({ what }) => what);
  return {
    result,
    violated: result.invariants.filter(({ violations }) => violations > 0).map(({ name: invariant }) => invariant),
    /** What of it was done, failed or was skipped, in order. */
    ends: (step: string) =>
      of("controller")
        .flatMap((what) => /^step (\S+) (done|failed|skipped)/.exec(what)?.slice(1) ?? [])
        .flatMap((word, index, all) => (index % 2 === 0 && word === step ? [all[index + 1]] : [])),
    seconds: (actor: string, start: string) =>
      chronicle.filter((each) => each.actor === actor && each.what.startsWith(start)).map(({ atSeconds }) => atSeconds),
    recovered: result.incidents.map(({ recoveryTimeSeconds }) => recoveryTimeSeconds),
    lost: result.incidents.map(({ lostWrites }) => lostWrites),
  };
}

describe("a backup, and what is newer", () => {
  test("not-orderly: after an orderly shutdown the mirror is split off, after a crash 2 GB are restored at 100 MB/s", async () => {
    const { ends, recovered, lost, violated } = await run("corners/backup-when", "failover");
    expect(ends("use-backup")).toEqual(["skipped", "done"]);
    // Noticed in 2.0 s, 12 s in vain for the shutdown, 2.1 s for relay and storage, 20 s, 12 ms of log, 5 s for the system.
    expect(recovered[1]).toBeCloseTo(1327.0008 - 1324.9 + 12 + 1.1 + 1 + 20 + 0.01176 + 5 + 6, 2);
    expect(lost).toEqual([0, 0]);
    expect(violated).toEqual([]);
  });

  test("always: both times; useless: never as long as anything newer can be brought, and what was not flushed is lost", async () => {
    expect((await run("corners/backup-when", "always")).ends("use-backup")).toEqual(["done", "done"]);
    const useless = await run("corners/backup-when", "useless");
    expect(useless.ends("use-backup")).toEqual([]);
    expect(useless.lost[1]).toBe(2);
  });

  test("is converted for another make: 40 s in vain, 2 GB restored at 100 MB/s, and converted at 50 MB/s", async () => {
    const { recovered, violated } = await run("makes/backup-converted", "restored");
    expect(recovered[0]).toBeCloseTo(2.0002 + 10.1 + 40 + 20 + 40 + 6, 2);
    expect(violated).toEqual([]);
  });
});

test("backups on another storage system are there when that of the volumes is lost: 2 GB at 100 MB/s, presented in 1 s", async () => {
  const { recovered, violated, lost } = await run("corners/backup-elsewhere", "failover");
  // Noticed in 2.0002 s; 8 + 1.1 s; the storage does not answer within 5 s; others are looked at in 0.1 s; 6 s to come up.
  expect(recovered[0]).toBeCloseTo(2.0002 + 9.1 + 5 + 20 + 1 + 0.1 + 6, 6);
  expect(lost[0]).toBeGreaterThan(100);
  expect(violated).toEqual([]);
  const beside: Setting = {
    path: "storage.array-1.volumes.shop-data.backup",
    value: "{ every: 10min, bandwidth: 100MB/s }",
  };
  const gone = await run("corners/backup-elsewhere", "failover", [beside]);
  expect(gone.seconds("shop", "up on web-2")).toEqual([]);
});

test("a stand-in's data is backed up before it is laid over: 3 GB over 150 MB/s at 100 MB/s each; a recent one takes no time", async () => {
  const now = await run("corners/own-data-backed-up", "now");
  const recent = await run("corners/own-data-backed-up", "failover");
  const longest = (measures: typeof now.result.measures) => measures["shop.rto.max"]!;
  // Both share 150 MB/s until 1 GB is through; the other one goes on alone, at its own 100 MB/s.
  expect(longest(now.result.measures) - longest(recent.result.measures)).toBeCloseTo(1000 / 75 + 1000 / 100, 2);
  expect(recent.result.measures["mail.rpo.writes"]).toBe(0);
  expect([now.violated, recent.violated]).toEqual([[], []]);
});

test("a mirror that is split off ahead needs the log since then alone: 177.5 s of it at 1 MB/s, replayed at 50 MB/s", async () => {
  const { recovered, seconds, lost, violated } = await run("corners/split-ahead", "failover");
  const splits = seconds("shop-data", "mirror shop-data-mirror split off");
  // At once, and every 5 min when it is in step again: 300 MB at 200 MB/s, and 1 s for the split.
  expect(splits.map(Math.round)).toEqual([1, 303, 603]);
  const logged = (780 - splits[2]!) * 1.004;
  expect(recovered[0]).toBeCloseTo(2.0002 + 9.1 + 1 + logged / 50 + 6, 1);
  expect(lost).toEqual([0]);
  expect(violated).toEqual([]);
});

test("what is converted ahead comes from the mirror: 2 GB at 100 MB/s, and not through an adapter of 40 MB/s", async () => {
  const mirror = await run("makes/mirror-converted", "from-the-mirror");
  expect(mirror.seconds("shop-data", "copy to shop-data@web-2 done")[0]).toBeCloseTo(20, 6);
  expect(mirror.seconds("shop-data", "copy from shop-data-mirror to")).toHaveLength(3);
  expect(mirror.violated).toEqual([]);
  const device = await run("makes/mirror-converted", "from-the-device");
  expect(device.seconds("shop-data", "copy to shop-data@web-2 done")[0]).toBeGreaterThan(50);
  expect(device.recovered[0]).toBeCloseTo(mirror.recovered[0]!, 6);
});

test("a stand-in that is shut down first is down for its users as much longer as the failed host takes to be fenced", async () => {
  const first = await run("corners/stand-in-first", "failover");
  const last = await run("corners/stand-in-first", "primary-first");
  const [shop, mail] = [first, last].map(({ result }) => [
    result.measures["shop.rto.max"]!,
    result.measures["mail.rto.max"]!,
  ]);
  expect(shop![0]).toBeCloseTo(mail![0]!, 2);
  // 8 s in vain, and 2.1 s for the relay and the storage.
  expect(shop![1]! - mail![1]!).toBeCloseTo(10.1, 2);
  expect([first.violated, last.violated]).toEqual([[], []]);
});
