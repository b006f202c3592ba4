/** What a controller knows of the stage that a host is in, and what orders, boots and relays teach about it. */
import type { Micros } from "../../units/index.js";
import type { Action, Outcome } from "../words.js";
import type { HostStage } from "./words.js";

export interface StagedHost {
  readonly relay: string | null;
  stage: HostStage | "unknown";
  /** When that was found out. */
  stageAt: Micros;
}

/** By name. */
type StagedHosts = Readonly<Record<string, StagedHost>>;

/** The contacts of a relay may move: of the hosts behind it nothing is known any more. */
export function forgetStages(hosts: StagedHosts, relay: string): void {
  for (const host of Object.values(hosts)) if (host.relay === relay) host.stage = "unknown";
}

/** An unknown outcome only takes knowledge away; actions that say nothing of a stage change nothing. */
export function learnStage(hosts: StagedHosts, action: Action, outcome: Outcome, now: Micros): void {
  const learn = (host: StagedHost, stage: StagedHost["stage"]): void => {
    host.stage = stage;
    host.stageAt = now;
  };
  switch (action.kind) {
    case "query":
    case "order-shutdown":
    case "boot":
      if (outcome.status === "done" && outcome.found?.what === "stage") learn(hosts[action.host]!, outcome.found.stage);
      else if (outcome.status === "unknown") learn(hosts[action.host]!, "unknown");
      return;
    case "switch-relay":
      // An acknowledgement proves nothing: contacts may be stuck.
      return forgetStages(hosts, action.relay);
    case "read-relay":
      if (outcome.status !== "done" || outcome.found?.what !== "relay") return;
      for (const host of Object.values(hosts)) {
        if (host.relay !== action.relay) continue;
        if (outcome.found.contacts === "open") learn(host, "off");
        else if (host.stage === "off") learn(host, "unknown");
      }
      return;
    case "unplug":
      if (outcome.status === "done") learn(hosts[action.host]!, "off");
  }
}
