import { mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, until, workplace } from "./command.js";

/** What the shell says of one that a signal has ended, and of one that says so itself. */
const SAID = { SIGINT: [130, "(ended by SIGINT)"], SIGTERM: [143, "(ended by SIGTERM)"] } as const;

describe.each([
  ["run", "-"],
  ["compare", "-"],
  ["sweep", "-", "--set", "hosts.web-1.flush=1s,2s"],
])("%s, while it still reads", (...args) => {
  test.each(["SIGINT", "SIGTERM"] as const)("ends at %s at once and has written nothing", async (signal) => {
    const { start, folder } = workplace();
    // What comes through standard input never ends.
    const running = start(args);
    running.child.stdin!.write(smallScenario());
    running.child.kill(signal);
    const { status, stderr } = await running.finished;
    const [code, words] = SAID[signal];
    expect(status === code || stderr.includes(words), stderr).toBe(true);
    expect(contents(folder)).toEqual({});
  });
});

test("a run that is asked to terminate before anything is finished says 143 and leaves an earlier report as it was", async () => {
  const { start, path, write } = workplace({ "s.yaml": smallScenario({ load: "100/s", duration: "50y" }) });
  mkdirSync(path("o"));
  write("o/summary.json", "mine");
  const running = start(["run", "s.yaml", "--policy", "quick", "--jobs", "1", "--out", "o"]);
  await until("its lists", () => Object.keys(contents(path("o"))).some((name) => name.startsWith(".replications")));
  running.child.kill("SIGTERM");
  const { status, stderr } = await running.finished;
  expect(stderr).toContain("No replication of small was finished: there is nothing to write.");
  expect(status).toBe(143);
  expect(Object.keys(contents(path("o")))).toEqual(["summary.json"]);
});
