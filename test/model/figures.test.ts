import { describe, expect, it } from "vitest";
import type { FailoverPolicy } from "../../src/control/index.js";
import type { WorldSpec } from "../../src/model/index.js";
import { HOUR, SECOND } from "../../src/units/index.js";
import { type Figure, figurePolicy, figureSpec, platforms } from "./figure-worlds.js";
import { type SmallRun, smallRun } from "./small-world.js";

/** The crash; the last report was sent at 1000 s and heard 200 us later. */
const CRASH = 1002 * SECOND;
/** Three reports of 5 s missed. */
const VERDICT = 1015.0002;
/** The orderly shutdown was not answered within 60 s; the relay takes 1 s to switch and 0.1 s to be read. */
const FENCED = VERDICT + 60 + 1 + 0.1;
/** Its devices are withdrawn from it: 5 s. */
const WITHDRAWN = 5;
/** Of a host that comes from power-on: relay, diagnostics, online. */
const COLD_BOOT = 1 + 90 + 60;

function crash(figure: Figure, change: Partial<WorldSpec> = {}, policy: Partial<FailoverPolicy> = {}): SmallRun {
  const run = smallRun(figureSpec(figure, change), figurePolicy(figure, policy));
  run.kernel.schedule(CRASH, () => run.world.host("web-1").crash());
  run.kernel.run(2 * HOUR);
  return run;
}

/** The figure's numbers in the order in which the steps were done, those that had nothing to do left out. */
function numbersDone({ of }: SmallRun): string[] {
  const numbers: string[] = [];
  for (const { note } of of("NoteMade")) {
    if (note.kind !== "step-ended" || note.result === "skipped" || note.figure === null) continue;
    if (numbers.at(-1) !== note.figure) numbers.push(note.figure);
  }
  return numbers;
}

/** When a step ended well, in seconds. */
function doneAt({ of }: SmallRun, step: string): number | undefined {
  const found = of("NoteMade").find(
    ({ note }) => note.kind === "step-ended" && note.step === step && note.result === "done",
  );
  return found === undefined ? undefined : found.at / SECOND;
}

function upAt({ of }: SmallRun, service: string): number | undefined {
  const found = of("ServiceUp").find((record) => record.service === service && record.at > CRASH);
  return found === undefined ? undefined : found.at / SECOND;
}

describe("the routines of the figures, step by step", () => {
  it("2A: shut down 220, replicate 230, online 240; a mirror takes 5 s to split", () => {
    const run = crash("2A");
    expect(numbersDone(run)).toEqual(["220", "230", "240"]);
    expect(doneAt(run, "read-back")).toBeCloseTo(FENCED, 6);
    expect(doneAt(run, "replicate")).toBeCloseTo(FENCED + WITHDRAWN + 5, 6);
    expect(upAt(run, "shop")).toBeCloseTo(FENCED + WITHDRAWN + 5 + COLD_BOOT, 6);
  });

  it("2B: copied ahead 205, shut down 220, log 225, online 240; 100 kB/s for 1002 s are replayed at 50 MB/s", () => {
    const run = crash("2B");
    expect(
      run
        .of("CopyStarted")
        .slice(0, 2)
        .map(({ at, bytes }) => [at, bytes]),
    ).toEqual([
      [0, 4e9],
      [0, 60e9],
    ]);
    expect(numbersDone(run)).toEqual(["220", "225", "240"]);
    // The system keeps no log: presenting its copy takes 5 s, longer than 100.2 MB / 50 MB/s = 2.004 s.
    expect(doneAt(run, "apply-log")).toBeCloseTo(FENCED + WITHDRAWN + 5, 6);
    expect(run.of("CopyEnded").at(-1)).toMatchObject({ volume: "shop-data", bytes: 100_200_000 });
    expect(run.of("CopyEnded").at(-1)!.at / SECOND).toBeCloseTo(FENCED + WITHDRAWN + 2.004, 5);
    expect(upAt(run, "shop")).toBeCloseTo(FENCED + WITHDRAWN + 5 + COLD_BOOT, 6);
  });

  it("2C: 220, stand-in down 222, mirror broken 224, power cut 226, replicate 230, online 240, and mail pays for it", () => {
    const run = crash("2C");
    expect(numbersDone(run)).toEqual(["220", "222", "224", "226", "230", "240"]);
    const quiet = FENCED + WITHDRAWN + 40 + 2 * 0.0002;
    expect(doneAt(run, "shut-down-stand-in")).toBeCloseTo(quiet, 6);
    expect(doneAt(run, "break-mirror")).toBeCloseTo(quiet + 5, 6);
    expect(doneAt(run, "read-back-stand-in")).toBeCloseTo(quiet + 5 + 1.1, 6);
    const copied = quiet + 5 + 1.1 + 64e9 / 200e6;
    expect(doneAt(run, "replicate")).toBeCloseTo(copied, 5);
    expect(upAt(run, "shop")).toBeCloseTo(copied + COLD_BOOT, 5);
    const down = run.of("ServiceDown").filter(({ service }) => service === "mail");
    expect(down).toHaveLength(1);
    expect(down[0]!.at / SECOND).toBeCloseTo(FENCED + WITHDRAWN + 0.0002, 6);
    expect(run.of("ServiceUp").filter(({ service }) => service === "mail")).toHaveLength(1);
    expect(run.of("DeviceOverwritten").map(({ volume, device, by }) => [volume, device, by])).toEqual([
      ["mail-os", "mail-os", "shop-os"],
      ["mail-data", "mail-data", "shop-data"],
    ]);
  });

  it("4: 420, replicate over the link 430, online 440; 64 GB at 100 MB/s", () => {
    const run = crash("4");
    expect(numbersDone(run)).toEqual(["420", "430", "440"]);
    expect(doneAt(run, "replicate")).toBeCloseTo(FENCED + WITHDRAWN + 640, 5);
    expect(upAt(run, "shop")).toBeCloseTo(FENCED + WITHDRAWN + 640 + COLD_BOOT, 5);
  });

  it("6: 620 to 630 as in 2C, own address 634, online 640, director 650", () => {
    const run = crash("6");
    expect(numbersDone(run)).toEqual(["620", "622", "624", "626", "630", "634", "640", "650"]);
    expect(run.of("AddressRedirected").map(({ from, to }) => [from, to])).toEqual([["10.0.0.11", "10.9.0.12"]]);
    expect(run.of("AddressAnswered").at(-1)).toMatchObject({ host: "web-2", address: "10.9.0.12" });
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
    // The controller is in lan: what web-2 in branch hears and says crosses both networks, 1.2 ms each way.
    const quiet = FENCED + 40 + 2 * 0.0012;
    expect(upAt(run, "shop")).toBeCloseTo(quiet + 5 + 1.1 + WITHDRAWN + 640 + COLD_BOOT + 0.0002, 4);
  });

  it("6 with its connector cut: the address is redirected, and nobody gets there", () => {
    const run = smallRun(figureSpec("6"), figurePolicy("6"));
    run.kernel.schedule(CRASH, () => run.world.host("web-1").crash());
    run.kernel.schedule(3000 * SECOND, () => run.world.connectors.get("router-1")!.setUp(false));
    run.kernel.run(2 * HOUR);
    // web-1, which is not repaired, is tried in vain, and mail gets its host back meanwhile.
    const ofShop = [...run.of("ServiceUp"), ...run.of("ServiceDown")].filter(({ service }) => service === "shop");
    const last = ofShop.toSorted((a, b) => a.at - b.at).at(-1);
    expect(last).toMatchObject({ kind: "ServiceDown", at: 3000 * SECOND });
  });

  it("8: configurations saved 805 807, 820 to 826, compared 828, data replicated 830, system transformed 835, online 845", () => {
    const run = crash("8");
    const saved = run.of("EffectSent").filter(({ action }) => action.kind === "read-configuration");
    expect(saved.slice(0, 2).map(({ because }) => because)).toEqual([
      { rule: "ahead", what: "its configuration is recorded", figure: "805" },
      { rule: "ahead", what: "its configuration is recorded", figure: "807" },
    ]);
    expect(numbersDone(run)).toEqual(["820", "822", "824", "826", "830", "835", "845"]);
    const ready = FENCED + 40 + 2 * 0.0002 + 5 + 1.1 + WITHDRAWN;
    expect(doneAt(run, "replicate")).toBeCloseTo(ready + 60e9 / 200e6, 5);
    expect(doneAt(run, "transform")).toBeCloseTo(ready + 300 + 4e9 / 20e6, 5);
    expect(upAt(run, "shop")).toBeCloseTo(ready + 300 + 200 + COLD_BOOT, 5);
  });

  it("8 between hosts that differ in clock speed alone: everything is replicated, nothing transformed", () => {
    const [web1, web2] = figureSpec("8").hosts;
    const run = crash("8", { hosts: [web1!, { ...web2!, platform: platforms.faster }] });
    expect(numbersDone(run)).toEqual(["820", "822", "824", "826", "830", "845"]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });

  it("8 to another operating system: only the data moves, transformed, onto the stand-in's own system", () => {
    const [web1, web2] = figureSpec("8").hosts;
    const run = crash("8", { hosts: [web1!, { ...web2!, platform: platforms.windows }] });
    expect(numbersDone(run)).toEqual(["820", "822", "824", "826", "835", "845"]);
    expect(run.of("CopyEnded").map(({ volume }) => volume)).toEqual(["shop-data"]);
    expect(
      run
        .of("DataMounted")
        .slice(-2)
        .map(({ device }) => device),
    ).toEqual(["shop-data@web-2", "mail-os"]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });

  it("8 without a known transformation: nobody is eligible; all that is tried is the failed host itself", () => {
    const run = crash("8", { transformations: [] });
    const notes = run.of("NoteMade").map(({ note }) => note);
    expect(notes.slice(0, 2).map(({ kind }) => kind)).toEqual(["verdict", "waiting"]);
    const tried = notes.flatMap((note) => (note.kind === "begun" ? [note.of] : []));
    expect(tried.length).toBeGreaterThan(0);
    expect(tried.every(({ from, to }) => from === "web-1" && to === "web-1")).toBe(true);
  });

  it("9: transformed ahead 915, 925, log transformed 930 and applied 935, identity 940, online 945 without diagnostics", () => {
    const run = crash("9");
    expect(run.of("CopyEnded")[0]).toMatchObject({ volume: "shop-data", target: "shop-data@web-2", at: 600 * SECOND });
    expect(numbersDone(run)).toEqual(["925", "930", "935", "940", "945"]);
    // web-2 waits in standalone and says so: 0.2 ms there and back. 100.2 MB of log at 10 MB/s, then at 50 MB/s.
    const ready = FENCED + 2 * 0.0002 + WITHDRAWN;
    expect(doneAt(run, "transform-log")).toBeCloseTo(ready + 10.02, 4);
    expect(doneAt(run, "apply-log")).toBeCloseTo(ready + 10.02 + 2.004, 4);
    expect(upAt(run, "shop")).toBeCloseTo(ready + 10.02 + 2.004 + 60, 4);
    expect(run.of("AddressAnswered").at(-1)).toMatchObject({ host: "web-2", address: "10.0.0.11" });
  });
});

it.each(["2B", "2C", "6", "8", "9"] as const)("%s behaves the same when no quiet event is left out", (figure) => {
  const behaviour = (everyEvent: boolean) => {
    const run = smallRun(figureSpec(figure), figurePolicy(figure), { everyEvent });
    run.kernel.schedule(CRASH, () => run.world.host("web-1").crash());
    run.kernel.run(2 * HOUR);
    return run.world.behaviour.hex;
  };
  expect(behaviour(false)).toBe(behaviour(true));
});

describe("options beside the presets", () => {
  it("an active stand-in's own data may be backed up instead: 20 GB at 50 MB/s", () => {
    const spec = figureSpec("2C");
    const arrays = spec.arrays.map((array) => ({
      ...array,
      volumes: array.volumes.map((volume) => ({
        ...volume,
        backup: { name: `${volume.name}-tape`, every: 24 * HOUR, bandwidth: 50e6 },
      })),
    }));
    const run = crash("2C", { arrays }, { ownData: "backup" });
    const quiet = FENCED + WITHDRAWN + 40 + 2 * 0.0002;
    expect(doneAt(run, "back-up-own-data")).toBeCloseTo(quiet + 20e9 / 50e6, 5);
    expect(run.of("BackupTaken").map(({ volume }) => volume)).toEqual(["mail-os", "mail-data"]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });

  it("with parts only the data moves, onto the stand-in's own system, which gets the address", () => {
    const run = crash("2C", {}, { parts: ["data"] });
    expect(run.of("CopyStarted").map(({ volume }) => volume)).toEqual(["shop-data"]);
    expect(
      run
        .of("DataMounted")
        .slice(-2)
        .map(({ device }) => device),
    ).toEqual(["shop-data@web-2", "mail-os"]);
    expect(run.of("AddressAnswered").at(-1)).toMatchObject({ host: "web-2", address: "10.0.0.11" });
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });

  it("a stand-in that is online under another name is brought to standalone first, and saves the diagnostics", () => {
    const [web1, web2] = figureSpec("2A").hosts;
    const spec = figureSpec("2A");
    const own = { ...spec.arrays[0]!.volumes[0]!, name: "idle-os", host: "web-2", via: ["fa-2"], on: "da-2" };
    const { mirrorOn: _, ...idle } = own;
    const arrays = [{ ...spec.arrays[0]!, volumes: [...spec.arrays[0]!.volumes, idle] }];
    const hosts = [web1!, { ...web2!, power: "on" as const }];
    const run = crash("2A", { hosts, arrays }, { standby: "staged", data: ["split-mirror"] });
    const quiet = FENCED + 40 + 2 * 0.0002;
    expect(upAt(run, "shop")).toBeCloseTo(quiet + WITHDRAWN + 5 + 60, 6);
    expect(run.of("AddressAnswered").slice(-1)).toMatchObject([{ host: "web-2", address: "10.0.0.11" }]);
    expect(run.of("AddressAnswered").map(({ address }) => address)).toEqual(["10.0.0.11", "10.0.0.12", "10.0.0.11"]);
  });

  it("the next strategy follows where the one before cannot work: no mirror of the data, so it is copied", () => {
    const spec = figureSpec("2A");
    const volumes = spec.arrays[0]!.volumes.map(({ mirrorOn, ...volume }) =>
      volume.holds === "system" ? { ...volume, mirrorOn: mirrorOn! } : volume,
    );
    const run = crash("2A", { arrays: [{ ...spec.arrays[0]!, volumes }] });
    expect(run.of("MirrorSplit").map(({ volume }) => volume)).toEqual(["shop-os"]);
    expect(run.of("CopyEnded").map(({ volume }) => volume)).toEqual(["shop-data"]);
    expect(upAt(run, "shop")).toBeCloseTo(FENCED + WITHDRAWN + 5 + 300 + COLD_BOOT, 5);
  });

  it("the link between the storage systems is cut: the copy ends, is told, and is made again when the link is back", () => {
    const run = smallRun(figureSpec("4"), figurePolicy("4"));
    run.kernel.schedule(CRASH, () => run.world.host("web-1").crash());
    run.kernel.schedule(1200 * SECOND, () => run.world.arrayLinks.get("isl-1")!.setUp(false));
    run.kernel.schedule(1300 * SECOND, () => run.world.arrayLinks.get("isl-1")!.setUp(true));
    run.kernel.run(2 * HOUR);
    expect(
      run
        .of("CopyEnded")
        .slice(0, 2)
        .map(({ result, why }) => [result, why]),
    ).toEqual([
      ["done", null],
      ["failed", "isl-1 was cut"],
    ]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });
});
