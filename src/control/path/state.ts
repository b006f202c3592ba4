/** What the machine of a host knows of its devices and the paths to them: plain data. */
import type { Micros } from "../../units/index.js";
import { type Desk, newDesk } from "../kit/index.js";
import type { Undertaking } from "../words.js";
import { groupPaths, groupingFor, type PathGroup } from "./group.js";
import type { DeviceConfig, PathsConfig } from "./policy.js";
import type { PathTable } from "./words.js";

export interface PathsState {
  readonly config: PathsConfig;
  readonly desk: Desk<Asked>;
  readonly devices: readonly DeviceState[];
  /** Counts orders to serve elsewhere. */
  trespasses: number;
}

/** Whose an open action is. */
export type Asked =
  | { readonly what: "table" }
  /** `times`: how often it was made, this one included. */
  | { readonly what: "check"; readonly device: string; readonly path: string; readonly times: number }
  | { readonly what: "trespass"; readonly device: string; readonly path: string };

export interface DeviceState {
  readonly config: DeviceConfig;
  /** Of indices into `paths`; of a device that is refused there are none. */
  readonly groups: readonly PathGroup[];
  readonly paths: readonly PathRecord[];
  /** Index of the group in use; `null`: none. */
  group: number | null;
  /** Groups that had no path that may be used when they were looked at last. */
  emptied: readonly number[];
  /** It was this host that went to that group, so that it orders the device there; nobody has answered that yet. */
  claims: boolean;
  /** Groups at which the device did not serve, since its host began to follow it. */
  passive: readonly number[];
  /** The order to serve elsewhere that is under way. */
  trespass: Undertaking | null;
  /** No path has been left for so long that I/Os fail. */
  gaveUp: boolean;
  /** What the host was told last. */
  table: PathTable | null;
}

export interface PathRecord {
  readonly name: string;
  alive: boolean;
  /** The transport has taken it away: it is not looked at. */
  gone: boolean;
  /** I/Os that failed on it since it was last found to work. */
  errors: number;
  /** When it failed, as far as that still counts. */
  failures: Micros[];
  /** Not to be used before then, unless nothing else is left; `null`: it may. */
  heldUntil: Micros | null;
}

export function newPathsState(config: PathsConfig): PathsState {
  return {
    config,
    desk: newDesk(),
    devices: config.devices.map((device) => newDevice(device, config)),
    trespasses: 0,
  };
}

/** All paths count as working until one is found not to. */
function newDevice(config: DeviceConfig, { policy }: PathsConfig): DeviceState {
  const grouping = groupingFor(config, policy);
  return {
    config,
    groups: grouping === null ? [] : groupPaths(config, grouping),
    paths: config.paths.map(({ name }) => ({
      name,
      alive: true,
      gone: false,
      errors: 0,
      failures: [],
      heldUntil: null,
    })),
    group: null,
    emptied: [],
    claims: false,
    passive: [],
    trespass: null,
    gaveUp: false,
    table: null,
  };
}

export function deviceOf({ devices }: PathsState, name: string): DeviceState | undefined {
  return devices.find(({ config }) => config.name === name);
}

export function pathOf({ paths }: DeviceState, name: string): PathRecord | undefined {
  return paths.find((each) => each.name === name);
}

/** The paths of a group that may be used; those held out only while there is no other to the device. */
export function usableIn(device: DeviceState, group: number): readonly number[] {
  const { groups, paths } = device;
  const trusted = (index: number): boolean => paths[index]!.alive && paths[index]!.heldUntil === null;
  const isAnyTrusted = groups.some((each) => each.some(trusted));
  return groups[group]!.filter((index) => (isAnyTrusted ? trusted(index) : paths[index]!.alive));
}

/** The first group with a path that may be used; `null`: there is none. */
export function bestGroup(device: DeviceState): number | null {
  const found = device.groups.findIndex((_, group) => usableIn(device, group).length > 0);
  return found < 0 ? null : found;
}
