import { describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace } from "./command.js";

const CRASH = `  - at: 30min
    crash: web-1
    repair: uniform(5min, 15min)`;

async function reported() {
  const place = workplace({ "s.yaml": smallScenario({ load: "1/s", duration: "1h", faults: CRASH }) });
  await place.understudy("run", "s.yaml", "--policy", "quick,slow", "--replications", "4", "--out", "o");
  return place;
}

describe("understudy replay", { timeout: 240_000 }, () => {
  test("confirms that digests agree, from the report alone", async () => {
    const { understudy, write } = await reported();
    write("s.yaml", "the scenario is not read again");
    const { status, stdout } = await understudy("replay", "o");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "8 replications repeated, all digests agree.\n" });
  });

  test("names the first difference when another scenario stands in the report", async () => {
    const { understudy, read, write } = await reported();
    // The crash comes later than the report says: events agree until then.
    write("o/replay.json", read("o/replay.json").replace("at: 30min", "at: 31min"));
    const { status, stdout } = await understudy("replay", "o");
    expect(status).toBe(1);
    expect(stdout).toContain("Replication 0 of quick is not what the report says.");
    expect(stdout).toMatch(/First difference in the chronicle:\n {2}report {2}at .*\n {2}now {5}at /);
    expect(stdout).toMatch(/event [\d,]+ at [\d.]+ s: \w+\(/);
    const { difference } = JSON.parse((await understudy("replay", "o", "--json")).stdout) as {
      difference: { sameEvents: number; differsWithin: number; repeatable: boolean; events: { number: number }[] };
    };
    expect(difference.repeatable).toBe(true);
    expect(difference.sameEvents).toBeGreaterThan(0);
    expect(difference.differsWithin).toBeGreaterThan(difference.sameEvents);
    expect(difference.events[0]!.number).toBe(difference.sameEvents + 1);
  });

  test("says when only what events did differs", async () => {
    const { understudy, read, write } = await reported();
    write("o/summary.json", read("o/summary.json").replace(/"behaviour":"./, '"behaviour":"x'));
    const { status, stdout } = await understudy("replay", "o");
    expect(status).toBe(1);
    expect(stdout).toContain("The same events were executed; what they did differs.");
  });

  test("tells the version that wrote the report when it was another", async () => {
    const { understudy, read, write } = await reported();
    const changed = read("o/replay.json").replace(/"version":"[^"]+"/, '"version":"0.0.9"');
    write("o/replay.json", changed.replace("at: 30min", "at: 29min"));
    expect((await understudy("replay", "o")).stdout).toContain("The report is of version 0.0.9");
  });

  test("refuses a folder without a report, and one of another format", async () => {
    const { understudy, read, write } = await reported();
    expect(await understudy("replay", ".")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no replay.json"),
    });
    write("o/replay.json", read("o/replay.json").replace('"formatVersion":1', '"formatVersion":99'));
    expect(await understudy("replay", "o")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("format version 99"),
    });
    write("o/replay.json", "{");
    expect(await understudy("replay", "o")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("is not JSON"),
    });
  });
});
