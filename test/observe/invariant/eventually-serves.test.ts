import { describe, expect, it } from "vitest";
import type { Happening, WorldSpec } from "../../../src/model/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { down, foundBy, SPEC, type RunOptions, type Told, up } from "../small-run.js";

const volume = "shop-data";
const fault = { fault: "f", effect: "crash", target: "web-1" };
const struck: Happening = { kind: "FaultInjected", ...fault };
const mended: Happening = { kind: "FaultCleared", ...fault };
const corrupt = (device: string): Happening => ({ kind: "DeviceCorrupted", volume, device });
const disk = (device: string, works: boolean): Happening => ({ kind: "DiskChanged", volume, device, works });
const mounted = (device: string): Happening => ({ kind: "DataMounted", host: "web-1", volume, device, holds: [] });
const fenced: Happening = { kind: "HostStageChanged", host: "web-1", from: "online", to: "standalone" };
const copies = (source: string, target: string, result: "done" | "failed"): readonly Happening[] => [
  { kind: "CopyStarted", volume, source, target, bytes: 60e9 },
  { kind: "CopyEnded", volume, target, bytes: 9, result, why: null, holds: [] },
];

/** The volume has a mirror and backups. */
const [array] = SPEC.arrays;
const backup = { name: "tape", every: MINUTE, bandwidth: 1e6 };
const spec: WorldSpec = {
  ...SPEC,
  arrays: [{ ...array!, volumes: array!.volumes.map((each) => ({ ...each, mirrorOn: "da-1", backup })) }],
};

/** A service is up on web-1; something happens to its data, and it stays down. */
function find(data: readonly Happening[], options: RunOptions = {}) {
  const told: Told[] = [
    [0, mounted(volume), up()],
    [5, struck, down(), ...data, mended],
  ];
  return foundBy("eventually-serves", told, { spec, declaredSeconds: 10, ...options });
}

const SERVES = { atStake: 1, violations: 1 };
const NO_COPY = { atStake: 0, violations: 0 };

describe("eventually-serves", () => {
  it("is violated when nobody serves, and all faults are mended for as long as two takeovers may take", () => {
    expect(find([])).toMatchObject({ ...SERVES, examples: [{ atSeconds: 100 }] });
    expect(find([], { seconds: 24 })).toMatchObject(NO_COPY);
    expect(find([up()])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("asks for nobody in the place of a host of which the policy hears nothing", () => {
    expect(find([], { declared: { unnoticed: ["web-1"] } })).toMatchObject(NO_COPY);
    expect(find([], { declared: { unnoticed: ["web-2"] } })).toMatchObject(SERVES);
  });

  it("asks for nobody in the place of a host of which another one tells that has been down for as long as the service", () => {
    // web-2 is off from the beginning; started, it tells of web-1.
    const declared = { heardOnlyFrom: { "web-1": "web-2" } };
    expect(find([], { declared })).toMatchObject(NO_COPY);
    const starts: Happening = { kind: "HostStageChanged", host: "web-2", from: "booting", to: "online" };
    expect(find([starts], { declared })).toMatchObject(SERVES);
  });

  it("asks for nothing when no copy is left that holds what was in use last", () => {
    expect(find([corrupt(volume)])).toMatchObject(NO_COPY);
    expect(find([disk(volume, false), disk(volume, true)])).toMatchObject(SERVES);
    expect(find([disk(volume, false), disk("shop-data-mirror", false), disk(volume, true)])).toMatchObject(NO_COPY);
  });

  it("counts a mirror that was split off until somebody goes on with something else", () => {
    const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-mirror" };
    expect(find([fenced, split, disk(volume, false)])).toMatchObject(SERVES);
    expect(find([fenced, split, corrupt(volume)])).toMatchObject(SERVES);
    expect(find([fenced, split, mounted(volume), disk(volume, false)])).toMatchObject(NO_COPY);
  });

  it("counts a mirror that was joined again as corrupt as it was, unless all of it was written anew", () => {
    const device = "shop-data-mirror";
    const joins = (bytes: number): readonly Happening[] => [
      { kind: "CopyStarted", volume, source: volume, target: device, bytes },
      { kind: "CopyEnded", volume, target: device, bytes, result: "done", why: null, holds: [] },
      { kind: "MirrorEstablished", volume, device, source: volume },
    ];
    const split: Happening = { kind: "MirrorSplit", volume, device };
    const begun = [fenced, split, corrupt(device), mounted(volume)];
    expect(find([...begun, ...joins(0), fenced, disk(volume, false)])).toMatchObject(NO_COPY);
    expect(find([...begun, ...joins(60e9), fenced, disk(volume, false)])).toMatchObject(SERVES);
  });

  it("does not count a mirror that was split off from what a host works with: it is behind from then on", () => {
    const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-mirror" };
    expect(find([split, fenced, corrupt(volume)])).toMatchObject(NO_COPY);
  });

  it("counts a mirror in another storage system where the policy goes on with those, or once it was split off", () => {
    const remoteMirror = { array: "array-2", on: "db-1", mode: "synchronous", lag: 0 } as const;
    const arrays = spec.arrays.map((each) => ({
      ...each,
      volumes: each.volumes.map((of) => ({ ...of, remoteMirror })),
    }));
    const there = { spec: { ...spec, arrays } };
    const broken = [disk("shop-data-mirror", false), disk(volume, false), disk(volume, true)];
    const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-remote" };
    expect(find([fenced, ...broken], there)).toMatchObject(NO_COPY);
    expect(find([fenced, ...broken], { ...there, takesRemoteMirrors: [volume] })).toMatchObject(SERVES);
    expect(find([fenced, split, ...broken], there)).toMatchObject(SERVES);
  });

  it("does not count a mirror elsewhere that nobody has split off, but that kept what it had when its source was written over", () => {
    const remoteMirror = { array: "array-2", on: "db-1", mode: "synchronous", lag: 0 } as const;
    const arrays = spec.arrays.map((each) => ({
      ...each,
      volumes: each.volumes.map(({ mirrorOn: _, ...of }) => ({ ...of, remoteMirror })),
    }));
    const there = { spec: { ...spec, arrays } };
    const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-remote" };
    const overwritten: Happening = { kind: "DeviceOverwritten", host: "web-1", volume, device: volume, by: "other" };
    const kept = [fenced, { ...split, overwritten: true } as const, overwritten];
    expect(find(kept, there)).toMatchObject(NO_COPY);
    expect(find(kept, { ...there, takesRemoteMirrors: [volume] })).toMatchObject(SERVES);
    expect(find([fenced, split, overwritten], there)).toMatchObject(SERVES);
  });

  it("asks nothing of hosts that cannot read what was in use last, or have lost the system that they start from", () => {
    const [web1, web2] = spec.hosts;
    const platform = (system: string) => ({ hardware: "pc", system, applications: [`${system}-db`] });
    const hosts = [
      { ...web1!, platform: platform("unix") },
      { ...web2!, platform: platform("windows") },
    ];
    const [first] = spec.arrays[0]!.volumes;
    const { backup: __, mirrorOn: ___, ...plain } = first!;
    const system = { ...plain, name: "web-2-os", holds: "system", host: "web-2" } as const;
    const arrays = [{ ...spec.arrays[0]!, volumes: [first!, system] }];
    const rate = 1e6;
    const there = { of: "data", from: "unix-db", to: "windows-db", rate, by: "engine" } as const;
    const back = { ...there, from: "windows-db", to: "unix-db" };
    const world = { ...spec, hosts, arrays, transformations: [there] };
    const converted: Happening = { kind: "DataMounted", host: "web-2", volume, device: "c", holds: [] };
    const lost: Happening = { kind: "DiskChanged", volume: "web-2-os", device: "web-2-os", works: false };
    expect(find([lost], { spec: world })).toMatchObject(SERVES);
    expect(find([converted], { spec: world })).toMatchObject(SERVES);
    expect(find([converted, lost], { spec: world })).toMatchObject(NO_COPY);
    expect(find([converted, lost], { spec: { ...world, transformations: [there, back] } })).toMatchObject(SERVES);
    // Of the same make nothing is converted, and the system moves along.
    expect(find([converted, lost], { spec: { ...world, hosts: spec.hosts } })).toMatchObject(SERVES);
  });

  it("counts a copy that came to its end, as good as what it was made of", () => {
    const gone = [corrupt(volume), disk(volume, false)];
    expect(find([fenced, ...copies(volume, "c", "done"), ...gone])).toMatchObject(SERVES);
    expect(find([fenced, ...copies(volume, "c", "failed"), ...gone])).toMatchObject(NO_COPY);
    expect(find([fenced, corrupt(volume), ...copies(volume, "c", "done")])).toMatchObject(NO_COPY);
  });

  it("counts a mirror from which a new disk is being filled", () => {
    const filling = copies("shop-data-mirror", volume, "failed");
    expect(find([fenced, disk(volume, false), ...filling])).toMatchObject(SERVES);
    expect(find([fenced, disk(volume, false), ...filling, disk("shop-data-mirror", false)])).toMatchObject(NO_COPY);
    // What is being written becomes corrupt on both: the new disk is filled with that, though its mirror was sound at first.
    const [begun, ended] = copies("shop-data-mirror", volume, "done");
    const struck = [fenced, disk(volume, false), begun!, corrupt(volume), ended!];
    expect(find([...struck, disk("shop-data-mirror", false)])).toMatchObject(NO_COPY);
  });

  it("does not count a copy of what a host worked with meanwhile: it is behind at its end", () => {
    expect(find([...copies(volume, "c", "done"), fenced, disk(volume, false)])).toMatchObject(SERVES);
    expect(find([...copies(volume, "c", "done"), fenced, corrupt(volume)])).toMatchObject(NO_COPY);
  });

  it("counts backups where the policy restores them, as long as there is a good one", () => {
    const restores = { restores: true };
    const started: Happening = { kind: "BackupStarted", volume, backup: "tape", bytes: 9 };
    const taken: Happening = { kind: "BackupTaken", volume, backup: "tape", holds: [] };
    expect(find([corrupt(volume)], restores)).toMatchObject(SERVES);
    expect(find([corrupt(volume), started, taken], restores)).toMatchObject(SERVES);
    expect(find([corrupt(volume)], { ...restores, moves: ["data"] })).toMatchObject(SERVES);
    expect(find([corrupt(volume)], { ...restores, moves: ["programs"] })).toMatchObject(NO_COPY);
    expect(find([corrupt(volume), started, taken, started, taken], restores)).toMatchObject(NO_COPY);
    expect(find([corrupt(volume), { kind: "BackupsLost", volume, backup: "tape" }], restores)).toMatchObject(NO_COPY);
  });
});
