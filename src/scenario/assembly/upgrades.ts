/** What hosts are made of in the course of a run: orders upgrade some of them. */
import type { Micros } from "../../units/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { OrderSpec, Scenario } from "../scenario.js";
import { oncePer } from "./once.js";

export interface Era {
  readonly since: Micros;
  readonly world: WorldSpec;
}

const NONE: readonly OrderSpec[] = [];

const between = oncePer((world: WorldSpec, orders: readonly OrderSpec[]): readonly Era[] => {
  const eras: Era[] = [{ since: 0, world }];
  const upgrades = orders.flatMap((order) => ("upgrade" in order ? order : []));
  for (const { at, upgrade, platform } of upgrades.toSorted((one, other) => one.at - other.at)) {
    const { world: before, since } = eras.at(-1)!;
    const hosts = before.hosts.map((host) => (host.name === upgrade ? { ...host, platform } : host));
    if (since === at) eras.pop();
    eras.push({ since: at, world: { ...before, hosts } });
  }
  return eras;
});

/** The world at the beginning, and after each upgrade, in the order of time. */
export function erasOf({ world, orders = NONE }: Pick<Scenario, "world" | "orders">): readonly Era[] {
  return between(world, orders);
}
