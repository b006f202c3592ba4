import { expect, test } from "vitest";
import { placeFor } from "../../../src/model/storage/placement.js";
import { smallRun } from "../small-world.js";

test("a copy for a host whose former copy is a mirror by now gets a name of its own, and is found again by it", () => {
  const { world } = smallRun(undefined, null);
  const volume = world.volume("shop-data");
  const { current, array } = volume;
  const place = () => placeFor(world, current, "web-2")?.target.name;
  expect(place()).toBe("shop-data@web-2");
  expect(place()).toBe("shop-data@web-2");
  volume.mirror = { device: volume.device("shop-data@web-2"), source: current };
  expect(place()).toBe("shop-data@web-2-2");
  expect(place()).toBe("shop-data@web-2-2");
  const names = volume.devices.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(volume.devices.every((device) => device.array === array)).toBe(true);
});

test("a device that is to be spared is not overwritten: another one is made beside it", () => {
  const { world } = smallRun(undefined, null);
  const { current } = world.volume("shop-data");
  const place = (...spares: string[]) => placeFor(world, current, "web-2", { spares })?.target.name;
  expect(place()).toBe("shop-data@web-2");
  expect(place("shop-data@web-2")).toBe("shop-data@web-2-2");
  expect(place("shop-data@web-2-2")).toBe("shop-data@web-2");
});
