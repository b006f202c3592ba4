import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace, type Workplace } from "./command.js";

/** A folder that holds the report of a short run in `o`. */
async function reported({ charts = false } = {}): Promise<Workplace> {
  const place = workplace({ "s.yaml": smallScenario({ load: "1/s", duration: "2h" }) }, { charts });
  await place.understudy("run", "s.yaml", "--policy", "quick,slow", "--replications", "4", "--out", "o");
  return place;
}

const refused = (told: string) => ({ status: 2, stderr: expect.stringContaining(told) as string });

describe("understudy report", () => {
  test("draws the same page anew, from the results alone, and leaves the results alone", async () => {
    const { understudy, read, write, path } = await reported({ charts: true });
    const [page, summary, table] = ["index.html", "summary.json", "replications.csv"].map((name) => read(`o/${name}`));
    write("o/index.html", "gone");
    write("s.yaml", "the scenario is not read again");
    const { status, stdout, stderr } = await understudy("report", "o");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("o/index.html\n");
    expect(read("o/index.html")).toBe(page);
    expect(read("o/summary.json")).toBe(summary);
    expect(read("o/replications.csv")).toBe(table);
    expect(existsSync(path("o/availability-over-time.png"))).toBe(true);
  });

  test("draws one chart in the format asked for", async () => {
    const { understudy, read, path } = await reported();
    const { stdout } = await understudy("report", "o", "--chart", "recovery-phases", "--format", "svg", "--json");
    expect(JSON.parse(stdout)).toEqual(["o/recovery-phases.svg"]);
    expect(read("o/recovery-phases.svg")).toMatch(/^<\?xml[^]*<svg /);
    expect(existsSync(path("o/availability-over-time.svg"))).toBe(false);
  });

  test("draws anew what compare and sweep have written, and of a study whatever was measured", async () => {
    const { understudy, read, write } = workplace({ "s.yaml": smallScenario() }, { charts: true });
    await understudy("compare", "s.yaml", "--policy", "slow,quick", "--replications", "2", "--out", "c");
    await understudy("sweep", "s.yaml", "--set", "hosts.web-1.flush=1s,5s", "--replications", "2", "--out", "s");
    for (const [folder, data] of Object.entries({ c: "compare.json", s: "sweep.json" })) {
      const [page, results] = [read(`${folder}/index.html`), read(`${folder}/${data}`)];
      write(`${folder}/index.html`, "gone");
      expect(await understudy("report", folder)).toMatchObject({ status: 0, stderr: "" });
      expect(read(`${folder}/index.html`)).toBe(page);
      expect(read(`${folder}/${data}`)).toBe(results);
    }
    expect((await understudy("report", "s", "--chart", "shop.rto.mean", "--format", "svg")).status).toBe(0);
    expect(read("s/sweep-shop.rto.mean.svg")).toMatch(/^<\?xml[^]*<svg /);
    write("s/sweep.json", read("s/sweep.json").slice(0, 300));
    expect(await understudy("report", "s")).toMatchObject(refused("cut off or damaged"));
  });

  test("refuses what it cannot read, and says what to do", async () => {
    const { understudy, read, write } = await reported();
    expect(await understudy("report", ".")).toMatchObject(
      refused("there is no summary.json, compare.json, sweep.json"),
    );
    expect(await understudy("report", "o", "--chart", "weather")).toMatchObject(
      refused("there are availability-over-time"),
    );
    expect(await understudy("report", "o", "--format", "svg")).toMatchObject(refused("--chart all"));
    expect(await understudy("report", "o", "--format", "gif")).toMatchObject(refused("Allowed choices are png, svg"));
    const summary = read("o/summary.json");
    write("o/summary.json", summary.replace('"formatVersion":1', '"formatVersion":99'));
    expect(await understudy("report", "o")).toMatchObject(refused("newer version of understudy"));
    write("o/summary.json", summary.slice(0, 1000));
    expect(await understudy("report", "o")).toMatchObject(refused("cut off or damaged"));
    write("o/summary.json", summary.replace('"seed":"', '"sead":"'));
    expect(await understudy("report", "o")).toMatchObject(refused("seed should be text, but is missing"));
  });
});
