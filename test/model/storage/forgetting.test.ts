import { expect, test } from "vitest";
import type { WorldSpec } from "../../../src/model/index.js";
import { constant } from "../../../src/sim/index.js";
import { HOUR, MINUTE, SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "../small-world.js";

/** Flushes each second, a backup each ten minutes, so that thousands of batches come and go. */
function busySpec(): WorldSpec {
  const spec = smallSpec();
  const [array] = spec.arrays;
  const backup = { name: "shop-bak", every: 10 * MINUTE, bandwidth: 1e9 };
  const volumes = array!.volumes.map((each) => ({ ...each, size: 1e9, backup }));
  const hosts = spec.hosts.map((host) => ({ ...host, flush: SECOND, shutdown: constant(SECOND) }));
  return { ...spec, hosts, arrays: [{ ...array!, volumes }] };
}

test("batches that every copy holds are forgotten, those that a backup lacks are not", () => {
  const { world, kernel } = smallRun(busySpec(), null);
  const { log, backups } = world.volume("shop-data");
  let most = 0;
  for (let minute = 1; minute <= 300; minute++) {
    kernel.run(minute * MINUTE);
    most = Math.max(most, log.batches);
    for (const { holds } of backups!.contents) {
      const { bytes } = log.measure({ from: holds.at(-1)?.to ?? 0, to: log.count });
      expect(bytes).toBe(4096 * (log.count - (holds.at(-1)?.to ?? 0)));
    }
  }
  // 18000 batches came; two backups lack those of twenty minutes at most.
  expect(log.count).toBeGreaterThan(150_000);
  expect(most).toBeLessThanOrEqual(2 * 1300);
});

test("a loss is told in bytes as ever after much was forgotten, and goes on to be forgotten after it", () => {
  const { world, kernel, of } = smallRun(busySpec(), smallPolicy());
  kernel.schedule(2 * HOUR + SECOND / 2, () => world.host("web-1").crash());
  kernel.run(3 * HOUR);
  const [report] = of("LossReported").flatMap(({ missing }) => missing);
  const dropped = of("WritesDropped").reduce((sum, { range }) => sum + range.to - range.from, 0);
  expect(report).toMatchObject({ writes: dropped, bytes: 4096 * dropped });
  expect(dropped).toBeGreaterThan(0);
});
