/** What `--out` may not destroy, and when it is refused. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtCommand } from "../built.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace } from "./command.js";

const LONG = smallScenario({ duration: "20000h", load: "100/s" });

describe("a folder for results", { timeout: 240_000 }, () => {
  test("keeps a scenario of the user's own", async () => {
    const { understudy, read, folder } = workplace({ "s.yaml": smallScenario(), "scenario.yaml": "# my own\n" });
    const { status, stderr } = await understudy("run", "s.yaml", "--out", ".");
    expect(status).toBe(2);
    expect(stderr).toContain("scenario.yaml: is a scenario of your own");
    expect(read("scenario.yaml")).toBe("# my own\n");
    expect(new Set(readdirSync(folder))).toEqual(new Set(["s.yaml", "scenario.yaml"]));
  });

  test("takes the report of another scenario in the place of an earlier report", async () => {
    const { understudy, read } = workplace({ "s.yaml": smallScenario(), "t.yaml": `# other\n${smallScenario()}` });
    await understudy("run", "s.yaml", "--out", "o");
    expect((await understudy("run", "t.yaml", "--out", "o")).status).toBe(0);
    expect(read("o/scenario.yaml")).toContain("# other");
  });

  test.each(["run", "compare", "sweep"])("is refused by %s before anything is computed", async (command) => {
    const { understudy, write, path, folder } = workplace({ "s.yaml": LONG, "is-a-file": "" });
    const more = command === "sweep" ? ["--set", "seed=1,2"] : [];
    const many = ["--replications", "1000", "--jobs", "1", ...more];
    for (const out of ["is-a-file", "is-a-file/below", "/proc/nowhere/o"]) {
      const { status, stderr } = await understudy(command, "s.yaml", "--out", out, ...many);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("cannot be written") });
    }
    const last = { run: "summary.json", compare: "compare.json", sweep: "sweep.json" }[command]!;
    mkdirSync(path(`o/${last}`), { recursive: true });
    expect((await understudy(command, "s.yaml", "--out", "o", ...many)).status).toBe(2);
    expect(readdirSync(path("o"))).toEqual([last]);
    write("never", "");
    expect((await understudy(command, "s.yaml", "--policy", "nobody-such", "--out", "new", ...many)).status).toBe(2);
    expect(readdirSync(folder)).not.toContain("new");
  });

  test("is rid of what killed runs left, and of nothing else", async () => {
    const { understudy, path } = workplace({ "s.yaml": smallScenario() });
    mkdirSync(path("o"));
    for (const name of [
      ".incidents.csv.0.999999999.tmp",
      ".summary.json.999999999.tmp",
      `.mine.${process.pid}.tmp`,
      "notes.txt",
    ]) {
      writeFileSync(path(`o/${name}`), "");
    }
    await understudy("run", "s.yaml", "--out", "o");
    const left = readdirSync(path("o")).filter((name) => name.endsWith(".tmp") || name === "notes.txt");
    expect(new Set(left)).toEqual(new Set([`.mine.${process.pid}.tmp`, "notes.txt"]));
  });

  test.each(["list", "--help", "run --help", "--version", "completion bash"])(
    "tells of a full disk without a stack where %s goes",
    (args) => {
      const { status, stderr } = spawnSync(
        "sh",
        ["-c", `"${process.execPath}" "${builtCommand()}" ${args} > /dev/full`],
        {
          encoding: "utf8",
        },
      );
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("the disk is full") });
      expect(stderr).not.toContain("    at ");
    },
  );
});

describe("names and settings from outside", { timeout: 120_000 }, () => {
  test.each(["duration=*a", "__proto__=1", "hosts.web-1.__proto__=1", "duration=[*a]"])(
    "--set %s is refused",
    async (set) => {
      const { understudy } = workplace({ "s.yaml": smallScenario() });
      const { status, stderr } = await understudy("sweep", "s.yaml", "--set", set);
      expect(status).toBe(2);
      expect(stderr).toMatch(/stands for nothing|there is no key __proto__/);
    },
  );

  test("control characters of names are made visible", async () => {
    const { understudy } = workplace({ "s.yaml": smallScenario().replace(/^name: .*/m, 'name: "a\\e[31mb\\nc"') });
    const { status, stderr } = await understudy("check", "s.yaml");
    expect(status).toBe(2);
    expect(stderr).not.toContain("\u001b");
    const other = await understudy("run", "no\u001b[31mthing.yaml");
    expect(other.stderr).toContain("no\\u001b[31mthing.yaml");
  });

  test("`new` writes no scenario whose name is too long", async () => {
    const { understudy, folder } = workplace();
    expect((await understudy("new", "a".repeat(65))).status).toBe(2);
    expect((await understudy("new", "a".repeat(64))).status).toBe(0);
    expect(readdirSync(folder)).toEqual([`${"a".repeat(64)}.yaml`, "scenario.schema.json"]);
    expect((await understudy("check", `${"a".repeat(64)}.yaml`)).status).toBe(0);
  });

  test("--fail-on fails with words where nothing could be compared", async () => {
    const quiet = `name: quiet
duration: 1h
networks: { lan: {} }
hosts: { a: { network: lan } }
services: { s: { runs-on: a } }
policies: { p: none, q: none }
`;
    const { understudy } = workplace({ "s.yaml": quiet });
    const few = ["--replications", "2", "--jobs", "1"];
    const wanted = ["--measure", "s.rto.mean", "--fail-on", "worse"];
    const { status, stderr } = await understudy("compare", "s.yaml", ...few, ...wanted);
    expect(status).toBe(1);
    expect(stderr).toContain("nothing could be compared");
  });
});
