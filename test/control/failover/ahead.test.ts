import { expect, it } from "vitest";
import { aheadTasks } from "../../../src/control/failover/ahead.js";
import { setUseless, setWhole } from "../../../src/control/failover/device-roles.js";
import { volume } from "../../../src/control/failover/facts.js";
import { possibleMove } from "../../../src/control/failover/stand-in.js";
import { initialState } from "../../../src/control/failover/state.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";

it("what was made ahead is not laid over with what is of no use, or not whole", () => {
  const state = initialState(failoverConfig(smallSpec(), smallPolicy({ data: ["pre-replicated"] })));
  const copied = (): readonly string[] =>
    aheadTasks(possibleMove(state, state.groups[0]!, "web-2"), state.facts).flatMap(({ action }) =>
      action.kind === "update" ? [action.volume] : [],
    );
  expect(copied()).toEqual(["shop-os", "shop-data"]);
  setUseless(volume(state.facts, "shop-data"), "shop-data");
  expect(copied()).toEqual(["shop-os"]);
  setWhole(volume(state.facts, "shop-os"), "shop-os", false);
  expect(copied()).toEqual([]);
});
