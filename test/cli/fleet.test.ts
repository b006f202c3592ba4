import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, until, workplace } from "./command.js";

const HAS_REDIS = spawnSync("redis-server", ["--version"]).status === 0;
if (!HAS_REDIS) {
  const why = "no redis-server is installed, so the fleet is not tested: apt-get install redis-server";
  if (process.env["CI"]) throw new Error(why);
  console.warn(why);
}

let server: ChildProcess;
let url: string;
let folder: string;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  if (!HAS_REDIS) return;
  const port = await freePort();
  folder = mkdtempSync(join(tmpdir(), "understudy-redis-"));
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  server = spawn("redis-server", options);
  let said = "";
  server.stdout!.on("data", (text: Buffer) => (said += text.toString()));
  await until("redis-server", () => said.includes("Ready to accept connections"));
  url = `redis://127.0.0.1:${port}`;
});

afterAll(() => {
  server?.kill("SIGTERM");
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!HAS_REDIS)("a fleet", { timeout: 240_000 }, () => {
  const GRID = ["--policy", "slow,nobody", "--set", "policies.slow.failover.detect.reports.misses=2,3,5,7"];
  const SWEEP = ["sweep", "s.yaml", "--replications", "12", ...GRID, "--jobs", "1"];

  test(
    "gives the same bytes as one machine, also when a worker is killed in the middle",
    { timeout: 180_000 },
    async () => {
      const place = workplace({ "s.yaml": smallScenario({ duration: "120h" }) });
      expect((await place.understudy(...SWEEP, "--out", "alone")).status).toBe(0);
      const workers = [0, 1].map(() => place.start(["worker", "--queue", url, "--jobs", "1"]));
      await until("both workers", () => workers.every((worker) => worker.stderr().includes("Working for")));
      const run = place.start([...SWEEP, "--queue", url, "--out", "fleet"]);
      await until("a first point", () =>
        Object.keys(contents(place.folder)).some((name) => /^fleet\/points\/\w+\.json$/.test(name)),
      );
      workers[0]!.child.kill("SIGKILL");
      expect((await run.finished).status).toBe(0);
      expect(contents(place.path("fleet"))).toEqual(contents(place.path("alone")));
      workers[1]!.child.kill("SIGINT");
      const { status, stderr } = await workers[1]!.finished;
      expect(stderr).toMatch(/[1-9]\d* tasks? executed/);
      expect(status).toBe(0);
    },
  );

  test("runs and compares too, with the same bytes", async () => {
    const place = workplace({ "s.yaml": smallScenario() });
    const worker = place.start(["worker", "--queue", url, "--jobs", "2"]);
    await until("the worker", () => worker.stderr().includes("Working for"));
    const run = ["run", "s.yaml", "--policy", "quick,slow", "--replications", "9"];
    await place.understudy(...run, "--jobs", "1", "--out", "alone");
    await place.understudy(...run, "--queue", url, "--out", "fleet");
    expect(contents(place.path("fleet"))).toEqual(contents(place.path("alone")));
  });

  test("says that nobody works yet, and what to do about it", async () => {
    const place = workplace({ "s.yaml": smallScenario() });
    const run = place.start(["run", "s.yaml", "--queue", url, "--seed", "12345"]);
    await until("the notice", () =>
      run.stderr().includes(`No worker has joined yet: understudy worker --queue ${url}`),
    );
    run.child.kill("SIGINT");
    const { status, stderr } = await run.finished;
    expect(stderr).toContain("No replication of small was finished");
    expect(status).toBe(130);
  });

  test("refuses code that the worker was not told to run", async () => {
    const place = workplace({ "s.yaml": smallScenario({ policies: "  mine: { module: mine.js }" }) });
    place.write(
      "mine.js",
      "export default { start: () => ({ state: 0, effects: [] }), step: (state) => ({ state, effects: [] }) };",
    );
    const worker = place.start(["worker", "--queue", url, "--jobs", "1"]);
    await until("the worker", () => worker.stderr().includes("Working for"));
    const { status, stderr } = await place.understudy("run", "s.yaml", "--allow-modules", "--queue", url);
    expect(stderr).toContain("refuses policies in code");
    expect(status).not.toBe(0);
  });
});

test("a queue that is not there is the user's to put right", async () => {
  const place = workplace({ "s.yaml": smallScenario() });
  const port = await freePort();
  const absent = await place.understudy("run", "s.yaml", "--queue", `redis://127.0.0.1:${port}`);
  expect(absent).toMatchObject({ status: 2, stderr: expect.stringContaining("no Redis there") });
  const wrong = await place.understudy("run", "s.yaml", "--queue", "http://127.0.0.1");
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("name a Redis server") });
});
