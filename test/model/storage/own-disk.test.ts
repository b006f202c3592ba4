import { expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/units/index.js";
import { smallRun, smallSpec } from "../small-world.js";

/** The host of the shop crashes; nobody stands in, and after its repair it starts again where it was. */
function restarted(withSystem: boolean): readonly string[] {
  const spec = smallSpec();
  const arrays = spec.arrays.map((array) => ({
    ...array,
    volumes: [
      ...array.volumes.filter(({ holds }) => withSystem || holds !== "system"),
      // Of another host: that there are system volumes says nothing of who has none.
      { ...array.volumes[0]!, name: "spare-os", holds: "system" as const, host: "web-2", via: ["fa-2"] },
    ],
  }));
  const { kernel, world, of } = smallRun({ ...spec, arrays }, null);
  kernel.schedule(MINUTE, () => world.host("web-1").crash());
  kernel.schedule(2 * MINUTE, () => {
    if (withSystem) world.arrays.get("array-1")!.presentations.withdraw(world.volume("shop-os").current);
    world.host("web-1").repair();
  });
  kernel.run(HOUR);
  const told = of("HostBootFailed").map(({ why }) => why);
  const ups = of("ServiceUp").filter(({ at }) => at > MINUTE + SECOND);
  return [...told, ...ups.map(({ service }) => `${service} up`)];
}

test("a host whose volumes hold no system starts from a disk of its own", () => {
  expect(restarted(false)).toEqual(["shop up"]);
});

test("a host whose system volume was taken away from it does not start", () => {
  expect(restarted(true)).toEqual(["no system volume is presented to web-1"]);
});
