// A stand-in's own data, mirrored in another storage system: it comes back from there, and has its mirror again.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";

async function load(settings: readonly Setting[] = []) {
  const file = fileURLToPath(
    new URL("../../scenarios/site-failover/corners/own-mirror-elsewhere.yaml", import.meta.url),
  );
  const { scenario, problems } = await readScenario(file, { settings });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

test("it is split off before anything is laid over, comes back over the link, and is in step again in the end", async () => {
  const scenario = await load();
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const told = detail!.chronicle.filter(({ actor }) => actor === "mail-data").map(({ what }) => what);
  const places = [
    "mirror mail-data-remote split off",
    "copy from mail-data-remote to mail-data begins",
    "copy from mail-data to mail-data-remote begins",
  ].map((start) => told.findIndex((what) => what.startsWith(start)));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const mail = result.incidents.find(({ service }) => service === "mail")!;
  expect(mail.recoveryTimeSeconds).toBeGreaterThan(210);
  expect(result.measures["mail.rpo.max"]).toBe(0);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
});

test("one that lags is not enough: what was written last would be lost, and the plan says so", async () => {
  const mode = (volume: string): Setting => ({
    path: `storage.array-1.volumes.${volume}.remote-mirror.mode`,
    value: "asynchronous",
  });
  const scenario = await load([mode("mail-os"), mode("mail-data")]);
  const move = planOf(scenario, scenario.policies[0]!).moves.find(({ from }) => from === "web-1")!;
  expect(move.to).toBeNull();
  expect(move.excluded.map(({ why }) => why)).toEqual(["mail-data, mail-os of web-2 have no mirror that does not lag"]);
});
