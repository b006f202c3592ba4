// Where the controller stands and how it talks: what is refused, and what `check` says of it.
import { describe, expect, test } from "vitest";
import { planOf, topologyOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

/** Two hosts, of which the first alone is cabled to the storage system unless more is said. */
function world(controller: string, { links = "l-1: {}", storage = "san: { link: l-1, port: fa-1 }", more = "" } = {}) {
  return `name: controller
duration: 1h
networks: { lan: { latency: 5ms } }
storage: { san: { port-adapters: [fa-1, fa-2], disk-adapters: [da-1], bandwidth: 200MB/s } }
links: { ${links} }
hosts: { h-1: { network: lan, storage: { ${storage} } }, h-2: { network: lan } }
agents: { h-1: { report: 5s }, h-2: { report: 5s } }
services: { s: { runs-on: h-1 }, t: { runs-on: h-2 } }
policies: { p: { failover: { preset: 2A, data: [] } } }
controller: ${controller}
${more}`;
}

const weak = (text: string) => weaknessesOf(scenarioOf(text)).filter((each) => each.includes("the controller"));

describe("a controller that talks over links", () => {
  test("runs on a storage system", () => {
    expect(problemsOf(world("{ over: links }"))).toEqual([
      "10:21 the controller has a machine of its own, on which no host hangs",
    ]);
  });

  test("runs on one to which some host is cabled", () => {
    expect(problemsOf(world("{ on: san, over: links }", { links: "", storage: "" }))).toEqual([
      "10:30 no host is cabled to san",
    ]);
  });

  test("notices a crash as much sooner as links are faster, and depends on them", () => {
    const noticed = (text: string) => {
      const scenario = scenarioOf(text);
      return planOf(scenario, scenario.policies[0]!).moves.map((move) => move.noticedWithinMicros);
    };
    // Three reports missed, and 10 µs over the link; h-2 is heard over the network, 5 ms.
    expect(noticed(world("{ on: san, over: links }"))).toEqual([15_000_010, 15_005_000]);
    expect(noticed(world("{ on: san }"))).toEqual([15_005_000, 15_005_000]);
    expect(weak(world("{ on: san, over: links }"))).toEqual([
      "the controller hears h-1 over l-1 and fa-1 alone: when that is cut, h-1 seems dead to it",
      "the controller talks to h-2 over networks: it is not cabled to san",
    ]);
    expect(weak(world("{ on: san }"))).toEqual([
      "the controller is attached to lan alone: when that is cut, every host seems dead to it",
    ]);
  });

  test("depends on what all paths of a host need", () => {
    const two = { links: "l-1: {}, l-2: {}", storage: "san: [{ link: l-1, port: fa-1 }, { link: l-2, port: fa-2 }]" };
    const oneSwitch = {
      links: "l-1: { joins: [h-1, sw] }, l-2: { joins: [sw, fa-1] }, l-3: { joins: [sw, fa-2] }",
      storage: "",
      more: "switches: { sw: {} }",
    };
    const ofH1 = (text: string) => weak(text).filter((each) => each.includes("h-1"));
    expect(ofH1(world("{ on: san, over: links }", two))).toEqual([]);
    expect(ofH1(world("{ on: san, over: links }", oneSwitch))).toEqual([
      "the controller hears h-1 over l-1 and sw alone: when that is cut, h-1 seems dead to it",
    ]);
  });

  test("stands beside that storage system in the picture", () => {
    const edges = topologyOf(scenarioOf(world("{ on: san, over: links }")).world).edges;
    expect(edges.filter(({ label }) => label === "over its links")).toMatchObject([{ kind: "control" }]);
  });
});

describe("a controller with a line to a host", () => {
  const lines = (h1: string, controller: string, more = "") => `name: lines
duration: 1h
networks: { lan: {}, san: {}, line-1: {} }
hosts: { h-1: { network: ${h1} }, h-2: { network: [lan, san] }, h-3: { network: [lan, san] } }
agents: { h-1: {}, h-2: {} }
services: { s: { runs-on: h-1 }, t: { runs-on: h-2 } }
policies: { p: { failover: { preset: 2A, data: [] } } }
controller: { networks: ${controller} }
${more}`;

  test("hears nothing of that host without it, where no other way leads there", () => {
    expect(weak(lines("[lan, line-1]", "[san, line-1]"))).toEqual([
      "the controller hears h-1 over line-1 alone: when that is cut, h-1 seems dead to it",
    ]);
    expect(weak(lines("[lan, line-1, san]", "[san, line-1]"))).toEqual([]);
    expect(weak(lines("[lan, line-1]", "[san, line-1]", "connectors: { r: { joins: [lan, san] } }"))).toEqual([]);
  });
});
