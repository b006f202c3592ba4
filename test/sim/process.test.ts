import { describe, expect, it } from "vitest";
import {
  interrupt,
  Interruption,
  Kernel,
  Mailbox,
  race,
  receive,
  start,
  TIMED_OUT,
  wait,
  within,
  type Activity,
} from "../../src/sim/index.js";

/** A kernel and a log whose lines begin with the time. */
function world() {
  const kernel = new Kernel();
  const log: string[] = [];
  return { kernel, log, say: (what: unknown): void => void log.push(`${kernel.now} ${String(what)}`) };
}

it("a process waits by yielding a delay, and processes take turns in the order of time", () => {
  const { kernel, log, say } = world();
  function* clock(name: string, tick: number): Activity {
    for (let i = 0; i < 3; i++) {
      say(name);
      yield tick;
    }
  }
  start(kernel, clock("fast", 5));
  start(kernel, clock("slow", 10));
  kernel.run(100);
  expect(log).toEqual(["0 fast", "0 slow", "5 fast", "10 slow", "10 fast", "20 slow"]);
});

it("a process joins another and gets what it returned, whether it lives or has ended", () => {
  const { kernel, log, say } = world();
  function* work(): Activity<string> {
    yield* wait(10);
    return "done";
  }
  const worker = start(kernel, work());
  function* boss(delay: number): Activity {
    yield delay;
    say(yield* worker.join());
  }
  start(kernel, boss(0));
  start(kernel, boss(50));
  kernel.run(100);
  expect(log).toEqual(["10 done", "50 done"]);
  expect([worker.isAlive, worker.result]).toEqual([false, "done"]);
});

describe("a mailbox", () => {
  it("keeps messages for receivers and receivers for messages, both in order", () => {
    const { kernel, log, say } = world();
    const mailbox = new Mailbox<string>();
    function* reader(name: string, count: number): Activity {
      for (let i = 0; i < count; i++) say(`${name} ${yield* receive(mailbox)}`);
    }
    mailbox.put("a");
    mailbox.put("b");
    start(kernel, reader("one", 2));
    start(kernel, reader("two", 1));
    start(kernel, reader("three", 1));
    kernel.schedule(7, () => mailbox.put("c"));
    kernel.schedule(8, () => ["d", "e"].forEach((message) => mailbox.put(message)));
    kernel.run(10);
    expect(log).toEqual(["0 one a", "0 two b", "7 three c", "8 one d"]);
    expect([mailbox.size, mailbox.take(), mailbox.take()]).toEqual([1, "e", undefined]);
  });

  it("keeps the order of many messages", () => {
    const mailbox = new Mailbox<number>();
    const taken: number[] = [];
    for (let i = 0; i < 3000; i++) {
      mailbox.put(i);
      if (i % 3 !== 0) taken.push(mailbox.take()!);
    }
    while (mailbox.size > 0) taken.push(mailbox.take()!);
    expect(taken).toEqual(Array.from({ length: 3000 }, (_, i) => i));
  });
});

describe("a race", () => {
  it("is won by the first and withdraws the others", () => {
    const { kernel, log, say } = world();
    const [left, right] = [new Mailbox<string>(), new Mailbox<string>()];
    function* reader(): Activity {
      const { index, value } = yield* race(left.receive(), right.receive());
      say(`${index} ${value}`);
    }
    start(kernel, reader());
    kernel.schedule(5, () => right.put("r"));
    kernel.schedule(5, () => left.put("l"));
    kernel.run(10);
    expect(log).toEqual(["5 1 r"]);
    expect([left.size, right.size]).toEqual([1, 0]);
  });

  it("is won by the one named first when several are satisfied already", () => {
    const { kernel, log, say } = world();
    const [left, right] = [new Mailbox<string>(), new Mailbox<string>()];
    left.put("l");
    right.put("r");
    start(
      kernel,
      (function* (): Activity {
        say((yield* race(wait(3), left.receive(), right.receive())).index);
      })(),
    );
    kernel.run(10);
    expect(log).toEqual(["0 1"]);
    expect([left.size, right.size, kernel.pending]).toEqual([0, 1, 0]);
  });

  it("with time ends in a message or in TIMED_OUT, and a late message stays", () => {
    const { kernel, log, say } = world();
    const mailbox = new Mailbox<string>();
    start(
      kernel,
      (function* (): Activity {
        for (let i = 0; i < 2; i++) {
          const message = yield* within(10, mailbox.receive());
          say(message === TIMED_OUT ? "timed out" : message.toUpperCase());
        }
      })(),
    );
    kernel.schedule(4, () => mailbox.put("ping"));
    kernel.schedule(15, () => mailbox.put("late"));
    kernel.run(100);
    expect(log).toEqual(["4 PING", "14 timed out"]);
    expect([mailbox.size, kernel.pending]).toEqual([1, 0]);
  });
});

describe("an interruption", () => {
  function* sleeper(say: (what: unknown) => void, mailbox?: Mailbox<string>): Activity<string> {
    try {
      if (mailbox === undefined) yield 100;
      else say(yield* mailbox.receive());
      yield 50;
      say("slept well");
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      say(`woken by ${String(error.reason)}`);
      yield 5;
    }
    return "end";
  }

  it("ends a delay at once, and the delay does not come back", () => {
    const { kernel, log, say } = world();
    const process = start(kernel, sleeper(say));
    kernel.schedule(30, () => expect(interrupt(process, "alarm")).toBe(true));
    kernel.run(1000);
    expect(log).toEqual(["30 woken by alarm"]);
    expect([process.result, interrupt(process), kernel.pending]).toEqual(["end", false, 0]);
  });

  it("withdraws what the process waited for", () => {
    const { kernel, log, say } = world();
    const mailbox = new Mailbox<string>();
    const process = start(kernel, sleeper(say, mailbox));
    kernel.schedule(30, () => process.interrupt("alarm"));
    kernel.schedule(31, () => mailbox.put("for another"));
    kernel.run(1000);
    expect(log).toEqual(["30 woken by alarm"]);
    expect(mailbox.size).toBe(1);
  });

  it("does not swallow a message that came at the same instant before it", () => {
    const { kernel, log, say } = world();
    const mailbox = new Mailbox<string>();
    const process = start(kernel, sleeper(say, mailbox));
    kernel.schedule(30, () => {
      mailbox.put("message");
      process.interrupt("alarm");
    });
    kernel.run(1000);
    expect(log).toEqual(["30 message", "30 woken by alarm"]);
  });

  it("that is not caught ends the process, and who joins it sees it", () => {
    const { kernel, log, say } = world();
    const victim = start(
      kernel,
      (function* (): Activity {
        yield 100;
      })(),
    );
    start(
      kernel,
      (function* (): Activity {
        const outcome = yield* victim.join();
        say(outcome instanceof Interruption ? outcome.reason : "returned");
      })(),
    );
    kernel.schedule(3, () => victim.interrupt("power lost"));
    kernel.run(1000);
    expect(log).toEqual(["3 power lost"]);
    expect(victim.isAlive).toBe(false);
  });

  it("that comes twice is thrown twice, one after the other", () => {
    const { kernel, log, say } = world();
    const process = start(
      kernel,
      (function* (): Activity {
        for (let i = 0; i < 3; i++) {
          try {
            yield 10;
            say("slept");
          } catch (error) {
            say((error as Interruption).reason);
          }
        }
      })(),
    );
    kernel.schedule(3, () => ["one", "two"].forEach((reason) => process.interrupt(reason)));
    kernel.run(100);
    expect(log).toEqual(["3 one", "3 two", "13 slept"]);
  });
});

it("an error inside a process comes out of run, and the process is over", () => {
  const { kernel } = world();
  const process = start(
    kernel,
    (function* (): Activity {
      yield 4;
      throw new Error("mine");
    })(),
  );
  expect(() => kernel.run(10)).toThrow("mine");
  expect([kernel.now, process.isAlive]).toEqual([4, false]);
});
