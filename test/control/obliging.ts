/** A world in which everything that is ordered is carried out: what an action finds out when nothing is in its way. */
import type { Action, Found, Outcome } from "../../src/control/index.js";

export class ObligingWorld {
  /** As the relays were told last; before that they are closed. */
  private readonly relays = new Map<string, "open" | "closed">();

  carryOut(action: Action): Outcome {
    if (action.kind === "switch-relay") this.relays.set(action.relay, action.to === "on" ? "closed" : "open");
    const found = this.found(action);
    return found === null ? { status: "done" } : { status: "done", found };
  }

  private found(action: Action): Found | null {
    switch (action.kind) {
      case "order-shutdown":
        return { what: "stage", stage: "standalone" };
      case "boot":
        return { what: "stage", stage: "online" };
      case "read-relay":
        return { what: "relay", contacts: this.relays.get(action.relay) ?? "closed" };
      case "copy":
      case "update":
      case "transform":
      case "restore":
      case "share":
        return { what: "device", device: `${action.volume}@${action.to}` };
      case "ask-device":
        return { what: "written", written: false };
      case "split-mirror":
      case "reassign":
      case "apply-log":
        return { what: "device", device: action.device };
      default:
        return null;
    }
  }
}
