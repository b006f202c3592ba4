/** A link or a network loses some of what it carries, or what links end at. */
import { type Quantity, share, wrong } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { carriersOf, hostsOn } from "./line.js";
import { loss as combined, Overlay } from "./overlay.js";

const losses = new Overlay(combined);

const part: Quantity<number> = {
  ...share,
  parse(text) {
    const parsed = share.parse(text);
    if (!("value" in parsed) || (parsed.value > 0 && parsed.value < 1)) return parsed;
    return wrong(
      parsed.value === 0 ? "nothing gets lost" : "everything gets lost",
      "a share between the two, or `cut`",
    );
  },
};

export const lossy: FaultKind = {
  name: "lossy",
  about:
    "A link or a network loses some of what it carries: a message of the controller, an agent or a director is gone, a " +
    "request or its answer is sent again after 1 s, 2 s, 4 s and so on, and what is read, written or copied needs more " +
    "bandwidth. So do all links of a switch, or an adapter.",
  targets: ["network", "link", "array-link", "management-path", "switch", "port-adapter", "disk-adapter"],
  targetKey: "of",
  schema: () => ({ loss: field(part).describe("Probability with which each piece gets lost, at each crossing.") }),
  canStrike: () => true,
  strike: (world, target, { loss }) => {
    const ends = carriersOf(world, target).map(
      (each) => losses.lay(each, loss as number, (all) => each.setLoss(all)).end,
    );
    return () => {
      for (const end of ends) end();
    };
  },
  hostsServiced: hostsOn,
};
