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
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "8 replications repeated, all digests and values agree.\n",
    });
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

  test.each([
    ["a mean", /"mean":[\d.]+/, '"mean":1.5', /policies\[0\]\.measures\[\d+\]\.mean/],
    ["a verdict", '"violations":0', '"violations":1', /invariants\[0\]\.violations/],
    ["an entry of the chronicle", /"what":"/, '"what":"not ', /detail\.chronicle\[0\]\.what/],
    ["the title", /"title":"/, '"title":"not ', /scenario\.title/],
  ] as const)("finds %s that was altered though the digests agree", async (_, before, after, where) => {
    const { understudy, read, write } = await reported();
    write("o/summary.json", read("o/summary.json").replace(before, after));
    const { status, stdout } = await understudy("replay", "o");
    expect(stdout).toMatch(where);
    expect(stdout).toContain("The digests agree, and yet summary.json is not what the run gives.");
    expect(status).toBe(1);
    const { altered } = JSON.parse((await understudy("replay", "o", "--json")).stdout) as { altered: { path: string } };
    expect(altered.path).toMatch(where);
  });

  test("repeats what is kept in part, what ran to a precision and what was run for every event", async () => {
    const place = workplace({ "s.yaml": smallScenario({ load: "1/s", duration: "1h", faults: CRASH }) });
    await place.understudy(
      "run",
      "s.yaml",
      "--precision",
      "20%",
      "--max-replications",
      "12",
      "--every-event",
      "--out",
      "o",
    );
    expect(await place.understudy("replay", "o")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("values agree"),
    });
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
