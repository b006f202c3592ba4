/** The steps of the start of a cluster: the halves for its agents run side by side, one after the other, or mixed ([0023]). */
import type { Micros } from "../../units/index.js";
import type { Step } from "../kit/step.js";

export type StartOrder = "concurrent" | "sequential" | "mixed";

export interface StarterConfig {
  readonly cluster: string;
  /** The server processes that it carries: none unless it is configured as a domain server. */
  readonly servers: readonly string[];
  /** One for each server that it was told of, and for each pair. */
  readonly agents: readonly string[];
  readonly order: StartOrder;
  /** How long storing and launching may take. */
  readonly within: Micros;
  readonly pause: Micros;
}

export interface StartFacts {
  /** When each agent was registered, or gave that up. */
  readonly settled: Record<string, Micros>;
}

type StartStep = Step<StartFacts>;

export function startSteps(config: StarterConfig): readonly StartStep[] {
  return [collect(config), launchServer(config), ...agentSteps(config)];
}

/** Mixed: they are launched one after the other, and register side by side. */
function agentSteps(config: StarterConfig): readonly StartStep[] {
  const { agents, order } = config;
  if (agents.length === 0) return [];
  const each = (step: (config: StarterConfig, agents: readonly string[]) => StartStep) =>
    agents.map((agent) => step(config, [agent]));
  switch (order) {
    case "concurrent":
      return [launch(config, agents), awaitRegistration(config, agents)];
    case "sequential":
      return agents.flatMap((agent) => [launch(config, [agent]), awaitRegistration(config, [agent])]);
    case "mixed":
      return [...each(launch), awaitRegistration(config, agents)];
  }
}

function collect({ cluster, within, pause }: StarterConfig): StartStep {
  return {
    name: "collect",
    figure: "202",
    phase: "data",
    act: () => ({ do: [{ kind: "collect-configuration", cluster }] }),
    within,
    otherwise: { again: "collect", after: pause },
  };
}

function launchServer({ servers, within, pause }: StarterConfig): StartStep {
  return {
    name: "launch-server",
    figure: "206",
    phase: "boot",
    act: () =>
      servers.length === 0
        ? { skip: "the cluster is not configured as a domain server (204)" }
        : { do: servers.map((process) => ({ kind: "launch-process", process })) },
    within,
    otherwise: { again: "launch-server", after: pause },
  };
}

function launch({ agents: all, within, pause }: StarterConfig, agents: readonly string[]): StartStep {
  const name = nameOf("launch", all, agents);
  return {
    name,
    figure: all.indexOf(agents[0]!) === 0 ? "212" : "222",
    phase: "boot",
    act: () => ({ do: agents.map((process) => ({ kind: "launch-process", process })) }),
    within,
    otherwise: { again: name, after: pause },
  };
}

/** Each of them says when it is registered, and when it has tried often enough: without limit it may take for ever. */
function awaitRegistration({ agents: all }: StarterConfig, agents: readonly string[]): StartStep {
  return {
    name: nameOf("await-registration", all, agents),
    figure: all.indexOf(agents[0]!) === 0 ? "215" : "225",
    phase: "redirect",
    act: () => ({
      do: [],
      tell: agents.map((agent) => ({ to: { place: agent }, body: { kind: "are-you-registered", agent } })),
    }),
    within: Infinity,
    proof: {
      of: `the end of the registration of ${agents.join(" and ")}`,
      shownAt: ({ settled }) => (agents.every((each) => settled[each] !== undefined) ? Infinity : null),
      found: ({ settled }) => agents.filter((each) => settled[each] === undefined).join(" and "),
    },
    otherwise: "skip",
  };
}

/** One of several says which. */
function nameOf(verb: string, all: readonly string[], agents: readonly string[]): string {
  return agents.length === all.length ? verb : `${verb}-${all.indexOf(agents[0]!) + 1}`;
}
