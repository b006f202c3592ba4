/** A director that fails, and the one that acts in its place. */
import { expect, it } from "vitest";
import { MINUTE, SECOND } from "../../../src/units/index.js";
import { smallRun, smallSpec } from "../small-world.js";

const LAN = { network: "lan" };

function outages(directors: Parameters<typeof smallSpec>[0]): readonly string[] {
  const { world, kernel, records } = smallRun(smallSpec(directors), null);
  kernel.schedule(MINUTE, () => world.directors.get("director-1")!.setUp(false));
  kernel.schedule(2 * MINUTE, () => world.directors.get("director-2")?.setUp(false));
  kernel.schedule(3 * MINUTE, () => world.directors.get("director-2")?.setUp(true));
  kernel.schedule(5 * MINUTE, () => world.directors.get("director-1")!.setUp(true));
  kernel.run(6 * MINUTE);
  return records.flatMap(({ kind, at }) =>
    at > 0 && (kind === "ServiceUp" || kind === "ServiceDown") ? [`${at / SECOND} ${kind}`] : [],
  );
}

it("takes its services down with it", () => {
  expect(outages({ directors: [{ name: "director-1", ...LAN }] })).toEqual(["60 ServiceDown", "300 ServiceUp"]);
});

it("is replaced by its standby after that one's time, as long as that works", () => {
  const standby = { director: "director-2", takeover: 3 * SECOND };
  const pair = [
    { name: "director-1", ...LAN, standby },
    { name: "director-2", ...LAN },
  ];
  expect(outages({ directors: pair })).toEqual(["60 ServiceDown", "63 ServiceUp", "120 ServiceDown", "180 ServiceUp"]);
});

it("is named by its services when they can answer again, as nobody else came back", () => {
  const { world, kernel, of } = smallRun(smallSpec({ directors: [{ name: "director-1", ...LAN }] }), null);
  kernel.schedule(MINUTE, () => world.directors.get("director-1")!.setUp(false));
  kernel.schedule(2 * MINUTE, () => world.directors.get("director-1")!.setUp(true));
  kernel.run(3 * MINUTE);
  expect(of("ServiceUp").map(({ by }) => by ?? null)).toEqual([null, "director-1"]);
});

it("is told by the name of its standby when that passes requests on in its place", () => {
  const standby = { director: "director-2", takeover: 3 * SECOND };
  const directors = [
    { name: "director-1", ...LAN, standby },
    { name: "director-2", ...LAN },
  ];
  const { world, kernel, of } = smallRun(smallSpec({ directors }), null);
  kernel.schedule(MINUTE, () => world.directors.get("director-1")!.setUp(false));
  kernel.run(2 * MINUTE);
  expect(of("ServiceUp").at(-1)).toMatchObject({ at: MINUTE + 3 * SECOND, by: "director-2" });
});
