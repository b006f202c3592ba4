// What `understudy new` starts from is run as it is handed out.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readScenario, runScenario } from "../../src/experiment/index.js";
import { workplace } from "../cli/command.js";

const FOLDER = new URL("../../templates/", import.meta.url);
const names = readdirSync(FOLDER).map((file) => file.replace(".yaml", ""));

describe.each(names)("the template %s", (name) => {
  const file = new URL(`${name}.yaml`, FOLDER);

  test("is a page with comments, without a warning, and expects what its first policy does", async () => {
    const text = readFileSync(file, "utf8");
    const lines = text.split("\n");
    expect(lines.length).toBeLessThan(90);
    expect(lines.filter((line) => line.includes("#")).length).toBeGreaterThan(10);
    const { source, scenario, problems } = await readScenario(file.pathname);
    expect(problems).toEqual([]);
    expect(scenario!.name).toBe(name);
    const [first] = scenario!.policies;
    const { policies } = await runScenario(source, { policies: [first!.name] });
    expect(policies[0]!.expectations.filter(({ holds }) => !holds)).toEqual([]);
    expect(policies[0]!.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });
});

test("new writes one under the name asked for, with the schema beside it, and overwrites nothing", async () => {
  const { understudy, read, write } = workplace();
  const { stdout } = await understudy("new", "our-db", "--template", "db-pair");
  expect(stdout).toContain("our-db.yaml is written, and scenario.schema.json for your editor");
  expect(read("our-db.yaml")).toContain("\nname: our-db\n");
  expect(JSON.parse(read("scenario.schema.json"))).toHaveProperty("$schema");
  write("scenario.schema.json", "mine");
  expect((await understudy("new", "other")).stdout).toBe("other.yaml is written. Next: understudy run other.yaml\n");
  expect(read("scenario.schema.json")).toBe("mine");
  expect((await understudy("new", "x", "--template", "nothing")).status).toBe(2);
});
