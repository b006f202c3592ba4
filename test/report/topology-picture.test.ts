import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { topologyDot, topologyPicture } from "../../src/report/index.js";
import { decodeText, scenarioText } from "../../src/experiment/index.js";
import { topologyOf } from "../../src/scenario/index.js";

function topology(file = "web-crash.yaml") {
  const path = new URL(`../../scenarios/${file}`, import.meta.url);
  return topologyOf(decodeText(scenarioText(readFileSync(path, "utf8"))).scenario.world);
}

describe("the topology of a scenario", () => {
  test("has every part once, and every edge ends at parts", () => {
    const { nodes, edges } = topology();
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of [
      "service shop",
      "host web-1",
      "host web-2",
      "relay relay-1",
      "array array-1",
      "controller controller",
    ]) {
      expect(ids).toContain(id);
    }
    for (const { from, to } of edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
  });

  test("tells what feeds, joins and serves what", () => {
    const { edges } = topology();
    const told = edges.map(({ from, to, kind, label }) => `${from} -${kind}${label === "" ? "" : ` ${label}`}-> ${to}`);
    expect(told).toContain("relay relay-1 -power-> host web-1");
    expect(told).toContain("service shop -belongs-> host web-1");
    expect(told.some((each) => /^host web-1 -data fc-1-> port-adapter array-1\//.test(each))).toBe(true);
  });
});

describe("its picture", () => {
  test("is an SVG with every name in it, the same each time", async () => {
    const svg = (await topologyPicture(topology(), "A web host crashes")).replaceAll("&#45;", "-");
    expect(svg).toContain("<svg ");
    for (const name of ["shop", "web-1", "web-2", "relay-1", "array-1", "A web host crashes"])
      expect(svg).toContain(`>${name}<`);
    expect((await topologyPicture(topology(), "A web host crashes")).replaceAll("&#45;", "-")).toBe(svg);
  });

  test("takes names for what they are, whatever stands in them", async () => {
    const name = 'a "quoted" \\ <b> & name];';
    const nodes = [{ id: `host ${name}`, kind: "host" as const, name, facts: [], within: null }];
    expect(topologyDot({ nodes, edges: [] }, name)).toContain('label="a \\"quoted\\" \\\\ <b> & name];"');
    const svg = await topologyPicture({ nodes, edges: [] }, name);
    expect(svg).toContain("&lt;b&gt; &amp; name];");
    expect(svg.match(/<title>host /g)).toHaveLength(1);
  });
});
