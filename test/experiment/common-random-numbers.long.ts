import { describe, expect, test } from "vitest";
import { comparePolicies, scenarioText } from "../../src/experiment/index.js";
import { Tally } from "../../src/stats/index.js";

describe("common random numbers", () => {
  test("at least halve the variance of round robin minus random on four servers", async () => {
    const server = (number: number) => `  web-${number}:
    network: lan
    address: 10.0.0.${10 + number}
    relay: relay-${number}
    power: ${number === 1 ? "on" : "off"}
    boot: { diagnostics: 1s, standalone: 1s, online: 1s, auto: true }
    serves: { rate: 1/s, concurrency: 1, queue: 100000 }`;
    const text = `name: four-servers
duration: 2h
warm-up: 10min
seed: 7
networks:
  lan: { latency: 1us, bandwidth: 1Gbps }
hosts:
${[1, 2, 3, 4].map(server).join("\n")}
services:
  shop:
    runs-on: web-1
    director: director-1
    load:
      rate: 3.2/s
      mix: { browse: { share: 100%, reads: shareable, size: 1B } }
      timeout: 10h
policies:
  turns: { balancing: { static: 4, share: round-robin } }
  random: { balancing: { static: 4, share: random } }
`;
    const { measures } = await comparePolicies(scenarioText(text), {
      replications: 20,
      measures: ["shop.latency.mean"],
    });
    const [turns, random] = measures[0]!.samples.map(({ values }) => values.map((value) => value!));
    const variance = (values: readonly number[]): number => Tally.of(values).variance;
    const paired = variance(turns!.map((value, index) => random![index]! - value));
    expect(Tally.of(random!).mean).toBeGreaterThan(Tally.of(turns!).mean);
    expect(paired).toBeLessThanOrEqual((variance(turns!) + variance(random!)) / 2);
  });
});
