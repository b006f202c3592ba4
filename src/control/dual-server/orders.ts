/** What the machines of a domain speak about: tasks that consoles give, and what clusters report of their devices. */

/** A task, as its console has given it: it keeps its identity however often it is given. */
export interface TaskOrder {
  readonly console: string;
  /** Counts the tasks of its console. */
  readonly number: number;
  /** What is to be done. */
  readonly task: string;
  /** The cluster through which it is to be done, and the server system whose devices it is about. */
  readonly cluster: string;
  readonly system: string;
  /** All tasks of its console with lower numbers are over: nobody will ask for them again. */
  readonly over: number;
  /** It is told step by step; of others, which are many, only the sums are. */
  readonly told: boolean;
}

/** `undone`: it was not begun, and the driver knows that. */
export type TaskResult = "done" | "failed" | "undone";

/** The devices that there are, and the state that each is in. */
export type Devices = Readonly<Record<string, string>>;

/** Configuration and state as a cluster has stored them; versions only rise. */
export interface StoredData {
  readonly version: number;
  readonly devices: Devices;
}

/** A task that stands in the persistent data of a cluster with the agent that asked for it, and for whom. */
export interface StoredTask {
  readonly slot: string;
  readonly order: TaskOrder;
  /** That wants it: the agent may be registered with another one when the task is over. */
  readonly server: string;
}

export function taskId({ console, number }: Pick<TaskOrder, "console" | "number">): string {
  return `${console} ${number}`;
}
