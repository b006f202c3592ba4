/** A link or a network loses some of what it carries. */
import { type Quantity, share, wrong } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { hostsOn, lineNamed } from "./line.js";
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
    "request or its answer is sent again after 1 s, 2 s, 4 s and so on, and what is read, written or copied needs more bandwidth.",
  targets: ["network", "link", "array-link", "management-path"],
  targetKey: "of",
  schema: () => ({ loss: field(part).describe("Probability with which each piece gets lost, at each crossing.") }),
  canStrike: () => true,
  strike: (world, target, { loss }) => {
    const line = lineNamed(world, target);
    return losses.lay(line, loss as number, (all) => line.setLoss(all)).end;
  },
  hostsServiced: hostsOn,
};
