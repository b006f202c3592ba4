/** How an agent becomes the agent of its server (Figs. 2B, 2C), and how it tells of a change later (Fig. 3). */
import type { Step } from "../kit/step.js";
import type { AgentConfig, RegistrationFacts } from "./agent-state.js";

type RegistrationStep = Step<RegistrationFacts>;

type Tried = Pick<RegistrationFacts, "server" | "tries">;

/** @param tried with whom, and how often, so far */
export function registrationSteps(config: AgentConfig, tried?: Tried): readonly RegistrationStep[] {
  return [
    register(config, tried ?? { server: config.servers[0]!, tries: 0 }),
    read(config, "230"),
    send(config, "232"),
  ];
}

export function changeSteps(config: AgentConfig): readonly RegistrationStep[] {
  return [read(config, "306"), send(config, "308")];
}

/** An answer counts whenever it comes: where it takes longer than is waited for, nobody would ever come to be registered. */
const LATE = "the answer has come late";

/** Again and again, with a pause in between (215, 225), until it succeeds or was tried often enough. */
function register({ agent, cluster, pair, ordinal, policy }: AgentConfig, { server, tries }: Tried): RegistrationStep {
  return {
    name: "register",
    figure: ordinal === 0 ? "214" : "224",
    phase: "redirect",
    act: ({ registeredAt }) =>
      registeredAt !== null
        ? { skip: LATE }
        : { do: [], tell: [{ to: server, body: { kind: "register", agent, cluster, pair } }] },
    within: policy.answer,
    proof: {
      of: `the answer of ${server.place}`,
      shownAt: ({ registeredAt }) => registeredAt,
      found: () => "none",
    },
    otherwise: tries === policy.tries ? "give-up" : { again: "register", after: policy.pause },
  };
}

function read({ agent, cluster, policy }: AgentConfig, figure: string): RegistrationStep {
  return {
    name: "read-data",
    figure,
    phase: "data",
    act: ({ data }) =>
      data === null ? { do: [{ kind: "read-data", agent, cluster }] } : { skip: "it is known already" },
    within: policy.answer,
    otherwise: { again: "read-data", after: policy.pause },
  };
}

function send({ agent, cluster, policy }: AgentConfig, figure: string): RegistrationStep {
  return {
    name: "send-data",
    figure,
    phase: "data",
    act: ({ data, server, heldAt }) =>
      data === null
        ? { cannot: "nothing was read" }
        : heldAt !== null
          ? { skip: LATE }
          : { do: [], tell: [{ to: server, body: { kind: "copy", agent, cluster, data } }] },
    within: policy.answer,
    proof: { of: "the server's word that it holds it", shownAt: ({ heldAt }) => heldAt, found: () => "no answer" },
    otherwise: { again: "send-data", after: policy.pause },
  };
}
