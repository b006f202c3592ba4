/** The outcome of a task goes to the agent that asked for it, by it to the server that asked, and by that to the console. */
import { Numbered, taskId, type TaskOrder } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

interface Asked {
  readonly agent: string;
  readonly cluster: string;
  isWaiting: boolean;
}

const NOBODY: readonly Asked[] = [];

/** The tasks of one console, of which there are many: by their numbers. */
class Book {
  /** Agents that handed it on and have not been notified, in which cluster, and whether both still know. */
  readonly asked = new Numbered<Asked[]>();
  /** The servers that it was given to. */
  readonly given = new Numbered<string[]>();

  ask(number: number, own: Asked): void {
    const asked = this.asked.get(number);
    if (asked === undefined) return void this.asked.set(number, [own]);
    const index = asked.findIndex(({ agent }) => agent === own.agent);
    if (index < 0) asked.push(own);
    else asked[index] = own;
  }

  give(number: number, server: string): void {
    const given = this.given.get(number);
    if (given === undefined) this.given.set(number, [server]);
    else given.push(server);
  }

  /** @returns whether that agent has asked, and waits no more */
  notify(number: number, agent: string): boolean {
    const asked = this.asked.get(number) ?? NOBODY;
    const left = asked.filter((each) => each.agent !== agent);
    this.keep(number, left);
    return left.length < asked.length;
  }

  /** All were notified that are to be. @returns who was not, and waits */
  close(number: number): readonly Asked[] {
    const asked = this.asked.get(number);
    // As a rule nobody is left.
    if (asked === undefined) return NOBODY;
    this.keep(
      number,
      asked.filter(({ isWaiting }) => !isWaiting),
    );
    return asked.filter(({ isWaiting }) => isWaiting);
  }

  private keep(number: number, asked: Asked[]): void {
    if (asked.length === 0) this.asked.delete(number);
    else this.asked.set(number, asked);
  }
}

/**
 * Evaluated whenever a driver has read who asked for a task: it must be an agent that handed that very task on, and none that
 * did so in its present life may be left out. And whenever a console hears of an outcome: by a server that it gave the task to.
 */
export const taskAnsweredToItsAsker: Invariant = {
  name: "task-answered-to-its-asker",
  about: "The outcome of a task reaches the agent and the server that asked for it, and nobody else.",
  idle: "no task was executed",
  appliesTo: runs("domain"),
  watch: (finding, { context }) => {
    const drivers = new Map((context.spec.domain?.clusters ?? []).map(({ name, driver }) => [driver, name]));
    const books = new Map<string, Book>();
    const bookOf = ({ console }: TaskOrder): Book => {
      const known = books.get(console);
      if (known !== undefined) return known;
      const book = new Book();
      books.set(console, book);
      return book;
    };
    const gone = new Set<string>();
    return {
      hears: {
        TaskHandedOn: ({ order, agent, cluster }) => {
          // A driver that hung takes up what an agent has handed on before its death: that one waits for nothing.
          bookOf(order).ask(order.number, { agent, cluster, isWaiting: !gone.has(agent) });
        },
        ProcessChanged: ({ process, state }) => {
          if (state !== "gone") return void gone.delete(process);
          gone.add(process);
          const cluster = drivers.get(process);
          for (const { asked } of books.values()) {
            for (const agents of asked.values())
              for (const each of agents) if (each.agent === process || each.cluster === cluster) each.isWaiting = false;
          }
        },
        AskerNotified: ({ order, agent, isTold, isLast, at }) => {
          finding.stake();
          const book = bookOf(order);
          if (agent !== null && isTold && !book.notify(order.number, agent))
            finding.violated(at, `${agent} is told of task ${taskId(order)}, for which it has not asked`);
          if (!isLast) return;
          // Who has died meanwhile, or whose driver has, is told later, or finds its task when it is launched again.
          const missed = book.close(order.number);
          if (missed.length === 0) return;
          finding.violated(
            at,
            `nobody tells ${missed.map((each) => each.agent).join(" or ")} of task ${taskId(order)}`,
          );
        },
        TaskGiven: ({ order, server }) => bookOf(order).give(order.number, server),
        TaskSettled: ({ order, server, at }) => {
          const { given } = bookOf(order);
          if (server !== null) {
            finding.stake();
            if (given.get(order.number)?.includes(server) !== true)
              finding.violated(at, `${server} answers task ${taskId(order)}, which it was not given`);
          }
          given.delete(order.number);
        },
      },
    };
  },
};
