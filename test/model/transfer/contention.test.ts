/** Transfers and production share links and adapters: requests slow down beside a transfer, and a transfer beside requests. */
import { describe, expect, it } from "vitest";
import type { WorldSpec } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { smallSpec } from "../small-world.js";
import { copying, MB, opened, transferRun, transferSpec } from "./transfer-world.js";

function changing(changeRate: number): WorldSpec {
  const spec = transferSpec();
  const arrays = spec.arrays.map((array) => ({
    ...array,
    volumes: array.volumes.map((volume) => ({ ...volume, changeRate })),
  }));
  return { ...spec, arrays };
}

describe("a transfer and production", () => {
  it("what a host does to its volume leaves less of the disk adapter: 64 MB at 50 MB/s", () => {
    const run = transferRun(changing(150 * MB));
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 1);
    run.kernel.run(begun + 10 * SECOND);
    // Of 200 MB/s the host changes 150, but a fair half is the transfer's: 100, which is what the link carries too.
    expect(answer.at).toBe(begun + 40 + 640_000);
    const two = transferRun(changing(150 * MB));
    two.world.arrays.get("array-1")!.quality("da-1").setSlowness(2);
    opened(two);
    const then = two.kernel.now;
    const slower = copying(two, "ra-1", 0, 1);
    two.kernel.run(then + 10 * SECOND);
    expect(slower.at).toBe(then + 40 + 1_280_000);
  });

  it("a host that goes down leaves all of it, at once", () => {
    const run = transferRun(changing(90 * MB));
    run.world.arrays.get("array-1")!.quality("da-1").setSlowness(2);
    opened(run, "ra-2");
    const begun = run.kernel.now;
    const answer = copying(run, "ra-2", 0, 2);
    run.kernel.run(begun + 40 + 640_000);
    run.world.host("web-1").crash();
    run.kernel.run(begun + 10 * SECOND);
    // A half of 100 MB/s for 0.64 s, and then all of it for the other 96 MB.
    expect(answer.at).toBe(begun + 40 + 640_000 + 960_000);
  });

  it("a request finds a half of a link and an adapter while a transfer has the other", () => {
    const run = transferRun();
    const { storage } = run.world.host("web-1");
    const cost = () => storage.access.multipathTo(storage.mountedOf("orders")!).next()!;
    expect(cost()).toEqual({ latency: 20, bandwidth: 100 * MB });
    opened(run);
    copying(run, "ra-2", 0, 100);
    run.kernel.run(run.kernel.now + SECOND);
    expect(cost().bandwidth).toBe(50 * MB);
  });

  it("requests take of the links that they go over", () => {
    const spec = transferSpec();
    const [shop] = smallSpec().services;
    const { load } = shop!;
    const rate = { stretch: () => ({ rate: 40, until: Infinity }), peak: 40 };
    const classes = [{ name: "read", share: 1, shareable: false, of: "orders", size: MB }];
    const run = transferRun({ ...spec, services: [{ ...shop!, load: { ...load!, rate, classes, mode: "flow" } }] });
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-2", 0, 20);
    run.kernel.run(begun + 60 * SECOND);
    const seconds = (answer.at! - begun) / SECOND;
    // 1280 MB: alone 12.8 s at 100 MB/s. In the first second nothing is known of requests, which then want some 40 MB/s of l-3.
    expect(seconds).toBeGreaterThan(1 + 1180 / 70);
    expect(seconds).toBeLessThan(1 + 1180 / 55);
  });
});
