/** How an agent carries out a run: make the applications ready, fix what is copied, copy, declare it complete, undo what was done. */
import type { Step } from "../kit/step.js";
import type { RunFacts } from "./agent-state.js";
import { type AgentLimits, type ApplicationState, type ScriptSpec, type TransferCommand, leaves } from "./orders.js";

type RunStep = Step<RunFacts>;

/** The steps of a command; what is known already when one of them begins is not done again. */
export function runSteps(command: TransferCommand, limits: AgentLimits): readonly RunStep[] {
  return [
    askTarget(command, limits),
    ...command.before.flatMap((script) => [
      ...(isHeldDown(script) && command.takesOver ? [lookAgain(command, script, limits)] : []),
      makeReady(command, script, limits),
    ]),
    open(command, limits),
    copy(command, limits),
    close(command, limits),
    ...command.after.flatMap((script) => [look(command, script, limits), putBack(command, script, limits)]),
  ];
}

/** Whoever takes over knows what the target holds from its peers, or asks it. */
function askTarget({ agent, order, way, takesOver, afresh }: TransferCommand, { storage }: AgentLimits): RunStep {
  return {
    name: "ask-target",
    phase: "data",
    act: ({ held }) => {
      if (!takesOver) return { skip: "nobody has begun this run" };
      if (afresh) return { skip: "it begins anew whatever is there" };
      if (held !== null) return { skip: "it is known what the target holds" };
      return { do: [{ kind: "ask-target", agent, order, way }] };
    },
    within: storage,
    otherwise: "give-up",
  };
}

/** What is written to is not used meanwhile: an application that has unmounted it stays so until the copy is complete. */
function isHeldDown({ script }: ScriptSpec): boolean {
  return script === "unmount";
}

/** While nobody went on with a run its applications were put right: whoever goes on looks how they are. */
function lookAgain(command: TransferCommand, script: ScriptSpec, limits: AgentLimits): RunStep {
  return { ...look(command, script, limits), phase: "data", isNeedless: ({ opened }) => !opened };
}

/** An application that cannot be made ready is copied as it is. */
function makeReady(command: TransferCommand, each: ScriptSpec, limits: AgentLimits): RunStep {
  const { host, application, script } = each;
  return {
    name: script,
    phase: "data",
    act: (facts) => {
      const state = applicationOf(facts, host, application);
      if (facts.opened && !isHeldDown(each)) return { skip: "what is copied is fixed already" };
      if (facts.opened && state === undefined) return { skip: `${host} does not say how ${application} is` };
      if (facts.opened && state === leaves[script]) return { skip: `${application} is ${state}` };
      return { do: [{ kind: "run-script", ...ofRun(command), host, application, script }] };
    },
    within: limits.script,
    otherwise: "skip",
  };
}

function open({ agent, order, way, before }: TransferCommand, { storage }: AgentLimits): RunStep {
  const conditions = before.map(({ host, application, script }) => ({ host, application, script }));
  return {
    name: "open",
    phase: "data",
    act: () => ({ do: [{ kind: "open-run", agent, order, way, conditions }] }),
    within: storage,
    otherwise: "give-up",
  };
}

export const COPY = "copy";

/** Up to the first checkpoint; the agent goes on from there within this step. */
function copy(command: TransferCommand, limits: AgentLimits): RunStep {
  return {
    name: COPY,
    phase: "data",
    act: (facts) => {
      const stretch = nextStretch(facts);
      if (stretch === null) return { skip: "the target holds all of it" };
      const { agent, order, way } = command;
      return { do: [{ kind: "copy-extents", agent, order, way, ...stretch }] };
    },
    within: limits.copy,
    otherwise: "give-up",
  };
}

/** The extents from what the target holds to the next checkpoint; `null` when it holds them all. */
export function nextStretch({
  held,
  extents,
  command,
}: RunFacts): { readonly from: number; readonly to: number } | null {
  const from = held ?? 0;
  if (extents === null || from >= extents) return null;
  return { from, to: Math.min(extents, from + command.checkpointEvery) };
}

function close({ agent, order, way }: TransferCommand, { storage }: AgentLimits): RunStep {
  return {
    name: "close",
    phase: "data",
    act: ({ closed }) =>
      closed ? { skip: "it is declared complete already" } : { do: [{ kind: "close-run", agent, order, way }] },
    within: storage,
    otherwise: "give-up",
  };
}

/** Nobody undoes twice what was done: where it is not known what has become of an application it is looked at. */
function look(command: TransferCommand, { host, application }: ScriptSpec, limits: AgentLimits): RunStep {
  return {
    name: "look",
    phase: "resume",
    act: (facts) =>
      applicationOf(facts, host, application) !== undefined
        ? { skip: "it is known what state it is in" }
        : { do: [{ kind: "ask-application", ...ofRun(command), host, application }] },
    within: limits.script,
    otherwise: "skip",
  };
}

function putBack(command: TransferCommand, { host, application, script }: ScriptSpec, limits: AgentLimits): RunStep {
  return {
    name: script,
    phase: "resume",
    act: (facts) => {
      const state = applicationOf(facts, host, application);
      if (state === undefined) return { skip: `${host} does not say how ${application} is: it is looked at later` };
      if (state === leaves[script]) return { skip: `${application} is ${state}` };
      return { do: [{ kind: "run-script", ...ofRun(command), host, application, script }] };
    },
    within: limits.script,
    otherwise: "skip",
  };
}

export function applicationOf(facts: RunFacts, host: string, application: string): ApplicationState | undefined {
  return facts.applications[`${host} ${application}`];
}

function ofRun({ order: { transfer, run, epoch } }: TransferCommand) {
  return { transfer, run, epoch };
}
