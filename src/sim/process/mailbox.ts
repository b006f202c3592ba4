/** A mailbox: messages wait for receivers and receivers for messages, both in order of arrival. */
import type { Kernel } from "../kernel.js";
import { Condition, type Waiter } from "./condition.js";

export class Mailbox<Message> {
  private messages: Message[] = [];
  /** How many of `messages` have been taken already. */
  private taken = 0;
  private readonly receivers = new Set<Waiter<unknown>>();

  /** How many messages wait to be received. */
  get size(): number {
    return this.messages.length - this.taken;
  }

  /** Gives a message to the receiver that has waited longest, or keeps it. */
  put(message: Message): void {
    for (const receiver of this.receivers) {
      this.receivers.delete(receiver);
      receiver.satisfied(message);
      return;
    }
    this.messages.push(message);
  }

  /** Takes the oldest message without waiting; undefined when there is none. */
  take(): Message | undefined {
    if (this.size === 0) return undefined;
    const message = this.messages[this.taken++];
    if (this.taken * 2 > this.messages.length) {
      this.messages = this.messages.slice(this.taken);
      this.taken = 0;
    }
    return message;
  }

  /** Waits for a message; receivers are served in the order in which they began to wait. */
  receive(): Condition<Message> {
    return new Receive(this);
  }

  /** For `receive` only. */
  addReceiver(receiver: Waiter<unknown>): void {
    if (this.size > 0) receiver.satisfied(this.take());
    else this.receivers.add(receiver);
  }

  /** For `receive` only. */
  removeReceiver(receiver: Waiter<unknown>): void {
    this.receivers.delete(receiver);
  }
}

/** Waits for a message of the mailbox. */
export function receive<Message>(mailbox: Mailbox<Message>): Condition<Message> {
  return mailbox.receive();
}

class Receive<Message> extends Condition<Message> {
  private waiter: Waiter<unknown> | undefined;

  constructor(private readonly mailbox: Mailbox<Message>) {
    super();
  }

  begin(_kernel: Kernel, waiter: Waiter<unknown>): void {
    this.waiter = waiter;
    this.mailbox.addReceiver(waiter);
  }

  withdraw(): void {
    if (this.waiter !== undefined) this.mailbox.removeReceiver(this.waiter);
  }
}
