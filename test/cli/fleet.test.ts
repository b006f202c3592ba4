import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
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
      const place = workplace({ "s.yaml": smallScenario({ duration: "12h" }) });
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

/** A server of its own for a test that ends it. */
async function redisAt(port: number): Promise<ChildProcess> {
  const own = mkdtempSync(join(tmpdir(), "understudy-redis-"));
  const started = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", own]);
  onTestFinished(() => {
    started.kill("SIGKILL");
    rmSync(own, { recursive: true, force: true });
  });
  let said = "";
  started.stdout.on("data", (text: Buffer) => (said += text.toString()));
  await until("redis-server", () => said.includes("Ready to accept connections"));
  return started;
}

describe.skipIf(!HAS_REDIS)("a fleet in trouble", { timeout: 240_000 }, () => {
  const RUN = ["run", "s.yaml", "--policy", "slow,nobody", "--replications", "8"];

  test.each(["is emptied", "is started again"])("ends with the same bytes when its server %s", async (what) => {
    const place = workplace({ "s.yaml": smallScenario({ duration: "12h" }) });
    await place.understudy(...RUN, "--jobs", "1", "--out", "alone");
    const port = await freePort();
    const first = await redisAt(port);
    const queue = `redis://127.0.0.1:${port}`;
    const run = place.start([...RUN, "--queue", queue, "--out", "fleet"]);
    await until("the run", () => run.stderr().includes("No worker has joined yet"));
    if (what === "is emptied") spawnSync("redis-cli", ["-p", String(port), "flushall"]);
    else {
      first.kill("SIGKILL");
      await new Promise((resolve) => first.on("exit", resolve));
      await redisAt(port);
    }
    const worker = place.start(["worker", "--queue", queue, "--jobs", "1"]);
    await until("the worker", () => worker.stderr().includes("Working for"));
    expect((await run.finished).status).toBe(0);
    expect(contents(place.path("fleet"))).toEqual(contents(place.path("alone")));
  });

  test("gives up a batch over which three workers died, and names it", async () => {
    const place = workplace({ "s.yaml": smallScenario({ policies: "  deadly: { module: deadly.js }" }) });
    place.write(
      "deadly.js",
      "export default { start: () => process.kill(process.pid, 'SIGKILL'), step: (state) => ({ state, effects: [] }) };",
    );
    const run = place.start(["run", "s.yaml", "--allow-modules", "--queue", url]);
    for (let deaths = 0; deaths < 3; deaths++) {
      await place.start(["worker", "--queue", url, "--jobs", "1", "--allow-modules"]).finished;
    }
    const last = place.start(["worker", "--queue", url, "--jobs", "1", "--allow-modules"]);
    const { status, stderr } = await run.finished;
    expect(stderr).toMatch(/replication 0 of policy deadly of s\.yaml: given up, 3 workers have died over it/);
    expect(status).toBe(2);
    expect(last.child.exitCode).toBe(null);
  });
});

test("no password is told, and a port that cannot be is the user's to put right", async () => {
  const place = workplace({ "s.yaml": smallScenario() });
  const port = await freePort();
  for (const queue of [
    `redis://me:se@cret@127.0.0.1:${port}`,
    "redis://me:secret@127.0.0.1:99999",
    "http://me:secret@x",
  ]) {
    for (const command of [["run", "s.yaml"], ["worker"]]) {
      const { status, stdout, stderr } = await place.understudy(...command, "--queue", queue);
      expect(status, stderr).toBe(2);
      expect(stdout + stderr).not.toMatch(/secret|se@cret/);
      expect(stderr).not.toContain("    at ");
    }
  }
});

test("a queue that is not there is the user's to put right", async () => {
  const place = workplace({ "s.yaml": smallScenario() });
  const port = await freePort();
  const absent = await place.understudy("run", "s.yaml", "--queue", `redis://127.0.0.1:${port}`);
  expect(absent).toMatchObject({ status: 2, stderr: expect.stringContaining("no Redis there") });
  const wrong = await place.understudy("run", "s.yaml", "--queue", "http://127.0.0.1");
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("name a Redis server") });
});
