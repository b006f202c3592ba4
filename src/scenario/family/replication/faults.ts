/** What can be done to transfer agents, and to the scripts that they run. */
import * as z from "zod";
import type { Application, Process, World } from "../../../model/index.js";
import type { FaultKind } from "../../fault/fault-kind.js";
import { Overlay, State } from "../../fault/overlay.js";
import { canDie, kill } from "../../fault/process-death.js";
import { AGENT, APPLICATION } from "./section.js";

/** Whoever never ends does not fail. */
const troubles = new Overlay<Application, "fail" | "hang", "fail" | "hang" | null>((all) =>
  all.length === 0 ? null : all.includes("hang") ? "hang" : "fail",
);
const hung = new State<Process>(({ state }) => state !== "hung");

function processOf(world: World, name: string): Process | undefined {
  return world.processes.get(name);
}

const agentFailure: FaultKind = {
  name: "agent-failure",
  about: "A transfer agent dies alone; started again, it has nothing left but what it had stored.",
  targets: [AGENT],
  targetKey: "agent",
  schema: () => ({}),
  canStrike: (world, target) => {
    const process = processOf(world, target);
    return process !== undefined && canDie(process);
  },
  strike: (world, target) => kill(processOf(world, target)!),
  hostsServiced: () => [],
};

const agentHang: FaultKind = {
  name: "agent-hang",
  about: "A transfer agent does nothing for a while, and then goes on where it was: it may have been superseded.",
  targets: [AGENT],
  targetKey: "agent",
  schema: () => ({}),
  canStrike: (world, target) => {
    const process = processOf(world, target);
    return process !== undefined && (process.state === "works" || hung.has(process));
  },
  strike: (world, target) => hung.lay(processOf(world, target)!, (hangs) => processOf(world, target)!.setHung(hangs)),
  hostsServiced: () => [],
};

const scriptFailure: FaultKind = {
  name: "script-failure",
  about: "The scripts of an application fail, or never end.",
  targets: [APPLICATION],
  targetKey: "application",
  schema: () => ({ how: z.enum(["fail", "hang"]).prefault("fail").describe("They fail at once, or never end.") }),
  canStrike: (world, target) => applicationOf(world, target) !== undefined,
  strike: (world, target, { how }) => {
    const application = applicationOf(world, target)!;
    return troubles.lay(application, how as "fail" | "hang", (trouble) => void (application.trouble = trouble)).end;
  },
  hostsServiced: () => [],
};

function applicationOf(world: World, name: string) {
  const host = world.spec.applications?.find((each) => each.name === name)?.host;
  return host === undefined ? undefined : world.programs.application({ host, application: name });
}

export const replicationFaults: readonly FaultKind[] = [agentFailure, agentHang, scriptFailure];
