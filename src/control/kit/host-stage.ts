/** What a controller knows of the stage that a host is in, and what orders, boots and relays teach about it. */
import type { Micros } from "../../units/index.js";
import type { Action, Outcome } from "../words.js";
import { listedBehind } from "./listed.js";
import type { HostStage } from "./words.js";

export interface StagedHost {
  readonly relay: string | null;
  stage: HostStage | "unknown";
  /** When that was found out. */
  stageAt: Micros;
  /** What came of an order to open its relay was told then, or was not, and it was known to be online: if nothing moved it still is. */
  openedAt?: { readonly at: Micros; readonly onlineSince: Micros };
}

/** By name. */
type StagedHosts = Readonly<Record<string, StagedHost>>;

/** The contacts of a relay may move: of the hosts behind it nothing is known any more. */
export function forgetStages(hosts: StagedHosts, relay: string, now: Micros): void {
  for (const host of listedBehind(hosts, relay)) forgetStage(host, now);
}

/** A host got power by hand, and with it whoever hangs on the same relay. */
export function forgetStagesWith(hosts: StagedHosts, name: string, now: Micros): void {
  const known = hosts[name]!;
  if (known.relay === null) forgetStage(known, now);
  else forgetStages(hosts, known.relay, now);
}

/** What was true until now need not be any more: only what is seen later counts. */
export function forgetStage(host: StagedHost, now: Micros): void {
  host.stage = "unknown";
  host.stageAt = now;
}

/** It said something at a certain time. @returns whether it is online by that: what is known of it may be newer */
export function learnOnline(host: StagedHost, saidAt: Micros): boolean {
  if (saidAt <= host.stageAt && host.stage !== "online") return false;
  host.stage = "online";
  host.stageAt = Math.max(host.stageAt, saidAt);
  return true;
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
      for (const host of listedBehind(hosts, action.relay)) {
        delete host.openedAt;
        if (host.stage === "online" && action.to === "off") host.openedAt = { at: now, onlineSince: host.stageAt };
        forgetStage(host, now);
      }
      return;
    case "read-relay":
      if (outcome.status !== "done" || outcome.found?.what !== "relay") return;
      for (const host of listedBehind(hosts, action.relay)) {
        const { openedAt } = host;
        if (outcome.found.contacts === "open") learn(host, "off");
        else if (host.stage === "off") learn(host, "unknown");
        // The contacts are stuck. That it is down would be a fence, and is not believed so easily.
        else if (openedAt?.at === host.stageAt && host.stage === "unknown") {
          host.stage = "online";
          host.stageAt = openedAt.onlineSince;
        }
      }
      return;
    case "power-on":
      return forgetStagesWith(hosts, action.host, now);
    case "unplug": {
      // Whose plug was put back at once was off, and may start by now.
      const isBack = action.briefly === true && !(outcome.status === "done" && outcome.found?.what === "plug");
      if (outcome.status === "done") learn(hosts[action.host]!, isBack ? "unknown" : "off");
    }
  }
}
