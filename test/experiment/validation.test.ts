import { describe, expect, test } from "vitest";
import { scenarioText } from "../../src/experiment/index.js";
import { decodeText } from "../../src/experiment/scenario-text.js";
import { buildRun } from "../../src/scenario/index.js";
import { Kernel, Streams } from "../../src/sim/index.js";
import { smallScenario } from "./small-scenario.js";

const QUEUE = smallScenario({ load: "80/s", duration: "20min", policies: "  none: none", faults: "  []" });

describe("Little's law", () => {
  test("holds in every run: the mean number of requests inside is their rate times their mean time inside", () => {
    const { scenario } = decodeText(scenarioText(QUEUE));
    for (let replication = 0; replication < 8; replication++) {
      const kernel = new Kernel();
      const built = buildRun(scenario, scenario.policies[0]!, kernel, new Streams("little", replication));
      let [inside, area, since, ended, time] = [0, 0, 0, 0, 0];
      const step = (at: number, change: number): void => {
        area += inside * (at - since);
        inside += change;
        since = at;
      };
      built.world.requestListener = {
        issued: (_service, _class, at, isRetry) => {
          if (!isRetry) step(at, 1);
        },
        flowed: () => {
          throw new Error("every request is an event here");
        },
        ended: (_service, _class, _end, at, latency, final) => {
          if (!final) return;
          step(at, -1);
          ended += 1;
          time += latency;
        },
      };
      built.begin();
      kernel.run(scenario.duration);
      step(scenario.duration, 0);
      const [l, lambda, w] = [area / scenario.duration, ended / scenario.duration, time / ended];
      expect(ended).toBeGreaterThan(50_000);
      // Equal but for the few requests that are inside at the end.
      expect(Math.abs(l - lambda * w) / l).toBeLessThan(0.005);
    }
  });
});
