import { describe, expect, it } from "vitest";
import type { RecordOf } from "../../../src/observe/hearing.js";
import { run, START } from "../small-run.js";

type Audit = Omit<RecordOf<"RequestsAudited">, "at">;

/** What the hosts had completed at a count. */
function count(completed: Readonly<Record<string, number>>): Audit {
  const hosts = Object.entries(completed).map(([host, answered]) => ({
    ...{ host, received: answered, queued: 0, inService: 0, completed: answered, turnedAway: 0, dropped: 0 },
  }));
  const issued = hosts.reduce((sum, each) => sum + each.completed, 0);
  const fingerprint = { issued: 0, ended: 0, open: 0 };
  const clients = { issued, served: issued, failed: 0, timedOut: 0, refused: 0, open: 0, fingerprint };
  return { kind: "RequestsAudited", service: "shop", ...clients, hosts };
}

describe("requests of hosts", () => {
  it("are those that each answered, and their share", () => {
    const { measures } = run([START, [10, count({ "web-1": 6 })], [50, count({ "web-1": 30, "web-2": 10 })]]);
    expect(measures["web-1.answered"]).toBe(30);
    expect(measures["web-2.answered"]).toBe(10);
    expect(measures["web-1.answered.share"]).toBe(0.75);
  });

  it("are counted from the end of the warm-up", () => {
    const { measures } = run([START, [40, count({ "web-1": 6 })], [80, count({ "web-1": 36, "web-2": 10 })]], {
      warmUpSeconds: 40,
    });
    expect(measures["web-1.answered"]).toBe(30);
    expect(measures["web-2.answered"]).toBe(10);
  });

  it("are parted by time where the warm-up ends between two counts, in whole requests", () => {
    const { measures } = run([START, [20, count({ "web-1": 5 })], [80, count({ "web-1": 36 })]], {
      warmUpSeconds: 50,
    });
    // 31 between both, half of them after it.
    expect(measures["web-1.answered"]).toBe(15);
  });

  it("have no share where nobody answered anything", () => {
    const { measures } = run([START]);
    expect(measures["web-1.answered"]).toBe(0);
    expect(measures["web-1.answered.share"]).toBeNull();
  });
});
