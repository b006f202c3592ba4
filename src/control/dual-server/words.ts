/** The words of a domain: what agents, servers, consoles and those who start clusters ask of the world, tell each other, note, and why. */
import type { NoteSayers, RoutineNotes, UndertakingSayer } from "../note.js";
import type { ReasonSayers } from "../reason.js";
import { instant, say } from "../say.js";
import type { Micros } from "../../units/index.js";
import type { StoredData, StoredTask, TaskOrder, TaskResult } from "./orders.js";
import { taskId } from "./orders.js";

declare module "../words.js" {
  interface Actions {
    /** Has the driver of a cluster look what devices there are and how they are, and store it. Done: durable. */
    "collect-configuration": { readonly cluster: string };
    /** Starts a process on its cluster, which takes a while; one that runs is left alone. */
    "launch-process": { readonly process: string };
    /** A process ends itself; it runs again when it is launched. */
    "end-process": { readonly process: string };
    /** An agent reads the persistent data of its cluster. Done: `stored-data`, with the tasks that stand in its name. */
    "read-data": { readonly agent: string; readonly cluster: string };
    /** An agent stores its own name as persistent data, with a task and the server that wants it. Done: durable. */
    "store-asker": {
      readonly agent: string;
      readonly cluster: string;
      /** Where it stands: there is one for each task and agent. */
      readonly slot: string;
      readonly order: TaskOrder;
      readonly server: string;
    };
    /**
     * An agent gives a task to the driver, which executes it unless it was executed; when it is over the driver tells the
     * agent whose name stands in that slot (`task-over`). Done: the driver has it. Failed: the driver does not work.
     */
    "hand-on-task": {
      readonly agent: string;
      readonly cluster: string;
      readonly slot: string;
      /** The identity that the driver remembers, among the tasks of that console. */
      readonly key: number;
      readonly order: TaskOrder;
    };
    /** An agent reads from persistent data why a task has failed. Done: `failure`. */
    "fetch-failure": { readonly agent: string; readonly cluster: string; readonly order: TaskOrder };
    /** Done when a person has noticed something: at a console, or the one who looks after the servers. */
    "let-notice": { readonly who: string };
    /** A person tells an agent with which server it is to register; some are forgotten, some are told a wrong address. */
    "visit-agent": { readonly agent: string; readonly server: string };
  }

  interface Findings {
    "stored-data": StoredData & { readonly tasks: readonly StoredTask[] };
    failure: { readonly why: string };
  }

  interface Messages {
    /** An agent to a server: it exists, and is its agent in that cluster. */
    register: { readonly agent: string; readonly cluster: string; readonly pair: number };
    registered: { readonly server: string; readonly agent: string };
    /** A server does not know who spoke to it. */
    "unknown-agent": { readonly server: string; readonly agent: string };
    /** An agent says again and again that it is there; a beat about its name. */
    "agent-here": { readonly agent: string };
    /** A server does, to each of its agents; a beat about the agent's name. */
    "server-here": { readonly server: string };
    /** An agent sends its server what its cluster has stored. */
    copy: { readonly agent: string; readonly cluster: string; readonly data: StoredData };
    "copy-held": { readonly server: string; readonly agent: string; readonly version: number };
    /** The driver to the active agents of its cluster: something has changed. `data`: what, where it broadcasts that. */
    "configuration-changed": {
      readonly cluster: string;
      readonly version: number;
      readonly data: StoredData;
    };
    /** To the place of a console: somebody there wants a task done. `server`: by which one, if that matters. */
    "task-wanted": {
      readonly task: string;
      readonly cluster: string;
      readonly system: string;
      readonly server: string | null;
    };
    "give-task": { readonly order: TaskOrder };
    /** A server to its agent. */
    "do-task": { readonly order: TaskOrder; readonly server: string };
    /** The driver to the agent that asked, and for which server. */
    "task-over": { readonly order: TaskOrder; readonly server: string; readonly result: "done" | "failed" };
    "task-result": { readonly order: TaskOrder; readonly result: TaskResult; readonly why: string | null };
    "task-answer": {
      readonly order: TaskOrder;
      readonly server: string;
      readonly result: TaskResult;
      readonly why: string | null;
    };
    /** A server has no agent in that cluster. */
    "task-refused": { readonly order: TaskOrder; readonly server: string };
    /** To whoever starts a cluster: an operator wants it started anew. */
    "initialise-cluster": { readonly cluster: string };
    "are-you-registered": { readonly agent: string };
    "agent-registered": { readonly agent: string };
    "agent-gave-up": { readonly agent: string };
    /** A person to an agent: register with that server. */
    "re-register": { readonly agent: string; readonly server: string };
    /** A user to the person who looks after the servers: this one did not do it. */
    complaint: { readonly server: string; readonly cluster: string; readonly hasAnswered: boolean };
  }

  interface Notes {
    /** A server has taken an agent in its list, or has struck it off. */
    "agent-listed": {
      readonly server: string;
      readonly agent: string;
      readonly cluster: string;
      readonly pair: number;
    };
    "agent-struck-off": {
      readonly server: string;
      readonly agent: string;
      readonly cluster: string;
      readonly pair: number;
      readonly because: Reason;
    };
    "registration-tried": { readonly agent: string; readonly server: string; readonly times: number };
    /** A server holds this version of what a cluster has stored. */
    "copy-taken": { readonly server: string; readonly cluster: string; readonly version: number };
    "task-given": { readonly order: TaskOrder; readonly server: string; readonly times: number };
    "task-settled": {
      readonly order: TaskOrder;
      readonly result: "done" | "failed" | "lost";
      readonly server: string | null;
      readonly times: number;
      readonly why: string | null;
    };
    /** A server sends a task to its agent (402), and its outcome to the console (420). */
    "task-sent": { readonly server: string; readonly agent: string; readonly order: TaskOrder };
    "task-answered": { readonly server: string; readonly order: TaskOrder; readonly result: TaskResult };
    "server-given-up": { readonly agent: string; readonly server: string; readonly because: Reason };
    "round-begun": { readonly server: string; readonly because: Reason };
  }

  interface Reasons {
    "cluster-starts": { readonly [none in never]: never };
    "operator-wants": { readonly [none in never]: never };
    launched: { readonly [none in never]: never };
    "not-known": { readonly server: string };
    "told-to": { readonly server: string };
    "server-silent": { readonly server: string; readonly since: Micros };
    "tries-used-up": { readonly tries: number };
    "version-newer": { readonly version: number };
    "server-asks": { readonly server: string };
    "left-in-data": { readonly [none in never]: never };
    "nothing-heard": { readonly since: Micros };
    wanted: { readonly task: string };
    "no-answer-from": { readonly server: string };
    "users-complain": { readonly server: string };
  }
}

export const domainReasons: ReasonSayers<
  | "cluster-starts"
  | "operator-wants"
  | "launched"
  | "not-known"
  | "told-to"
  | "server-silent"
  | "tries-used-up"
  | "version-newer"
  | "server-asks"
  | "left-in-data"
  | "nothing-heard"
  | "wanted"
  | "no-answer-from"
  | "users-complain"
> = {
  "cluster-starts": () => "the cluster starts",
  "operator-wants": () => "an operator wants it",
  launched: () => "the agent was launched",
  "not-known": ({ server }) => `${server} does not know it`,
  "told-to": ({ server }) => `a person said: register with ${server}`,
  "server-silent": ({ server, since }) => say`${server} was not heard since ${instant(since)}`,
  "tries-used-up": ({ tries }) => `it was tried ${tries} times`,
  "version-newer": ({ version }) => `version ${version} is stored`,
  "server-asks": ({ server }) => `${server} wants it`,
  "left-in-data": () => "it stands in the persistent data in the name of the agent",
  "nothing-heard": ({ since }) => say`nothing was heard of it since ${instant(since)}`,
  wanted: ({ task }) => `somebody wants a ${task}`,
  "no-answer-from": ({ server }) => `${server} has not done it`,
  "users-complain": ({ server }) => `users complain of ${server}`,
};

type Told =
  | "agent-listed"
  | "agent-struck-off"
  | "registration-tried"
  | "copy-taken"
  | "task-sent"
  | "task-answered"
  | "server-given-up"
  | "round-begun";

export const domainNotes: NoteSayers<Told> = {
  "agent-listed": ({ server, agent }) => `${server} has ${agent} in its list`,
  "agent-struck-off": ({ server, agent }) => `${server} strikes ${agent} off its list`,
  "registration-tried": ({ agent, server, times }) => `${agent} tries to register with ${server}, time ${times}`,
  "copy-taken": ({ server, cluster, version }) => `${server} holds version ${version} of ${cluster}`,
  "task-sent": ({ server, agent, order }) => `${server} sends task ${taskId(order)} to ${agent} (402)`,
  "task-answered": ({ server, order, result }) => `${server} answers ${order.console}: ${order.number} ${result} (420)`,
  "server-given-up": ({ agent, server }) => `${agent} does not hear ${server} any more`,
  "round-begun": ({ server }) => `a person begins to tell agents to register with ${server}`,
};

export const domainRoutine: RoutineNotes<Told> = {
  "agent-listed": () => true,
  "registration-tried": ({ times }) => times === 1,
  "copy-taken": () => true,
  "task-sent": () => true,
  "task-answered": ({ result }) => result === "done",
};

const asItIsCalled: UndertakingSayer = {
  begins: ({ id }) => `${id} begins`,
  ended: ({ id }, result) => `${id} ${result === "done" ? "is done" : "was given up"}`,
  steps: ({ kind }) => `${kind}: `,
};

export const domainUndertakings: Readonly<
  Record<"start" | "registration" | "change" | "task" | "execution", UndertakingSayer>
> = {
  start: asItIsCalled,
  registration: asItIsCalled,
  change: asItIsCalled,
  task: asItIsCalled,
  execution: asItIsCalled,
};
