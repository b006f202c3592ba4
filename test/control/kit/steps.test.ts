import { expect, test } from "vitest";
import type { StagedHost } from "../../../src/control/kit/host-stage.js";
import { always, hostSteps } from "../../../src/control/kit/steps.js";
import { SECOND } from "../../../src/units/index.js";

/** Any machine's facts will do, as long as it knows its hosts by name. */
type Facts = Readonly<Record<string, StagedHost>>;

const steps = hostSteps((facts: Facts, name) => facts[name]!);
const known = (stage: StagedHost["stage"]): Facts => ({ web: { relay: "relay-1", stage, stageAt: 7 } });
const frame = { name: "off", phase: "fence", within: SECOND, otherwise: "skip" } as const;
const unlessOff = (stage: StagedHost["stage"]) => (stage === "off" ? "it is off" : null);

test("a step asks for its one action, unless what is known of the host makes it needless", () => {
  const off = steps.switchRelay("web", "relay-1", "off", unlessOff, frame);
  expect(off.act(known("online"))).toEqual({ do: [{ kind: "switch-relay", relay: "relay-1", to: "off" }] });
  expect(off.act(known("off"))).toEqual({ skip: "it is off" });
  const asked = [steps.shutDown("web", always, frame), steps.readBack("web", "relay-1", always, frame)];
  expect(asked.map(({ act }) => act(known("off")))).toEqual([
    { do: [{ kind: "order-shutdown", host: "web" }] },
    { do: [{ kind: "read-relay", relay: "relay-1" }] },
  ]);
});

test("a boot is proven by a host that is online, since it was found so; a cut by one that is off", () => {
  const { proof } = steps.boot("web", always, frame);
  expect([proof?.of, proof?.shownAt(known("online")), proof?.shownAt(known("booting"))]).toEqual([
    "web online",
    7,
    null,
  ]);
  expect(proof?.found(known("booting"))).toBe("web booting");
  expect(steps.isOff("web").shownAt(known("standalone"))).toBeNull();
  expect(steps.isOffOrStandalone("web")).toMatchObject({ of: "web off or in standalone" });
  expect(steps.isOffOrStandalone("web").shownAt(known("standalone"))).toBe(7);
});
