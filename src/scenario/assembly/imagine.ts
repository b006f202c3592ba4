/** Outcomes as they are when all goes well, so that a plan can be followed to its end before anything has happened. */
import type { Action, Outcome } from "../../control/index.js";

/** What a world in which everything works would answer. */
export function imagine(action: Action): Outcome {
  switch (action.kind) {
    case "order-shutdown":
      return { status: "done", found: { what: "stage", stage: "standalone" } };
    case "boot":
      return { status: "done", found: { what: "stage", stage: "online" } };
    case "read-relay":
      return { status: "done", found: { what: "relay", contacts: "open" } };
    case "split-mirror":
    case "reassign":
    case "share":
    case "apply-log":
      return { status: "done", found: { what: "device", device: action.device } };
    case "copy":
    case "update":
    case "transform":
    case "restore":
      return { status: "done", found: { what: "device", device: `${action.volume}@${action.to}` } };
    default:
      return { status: "done" };
  }
}
