/** What a machine has told beforehand: that takes its course without asking it, and it learns of that before anything else comes. */
import type { Effect, Foresight, Input } from "../control/index.js";
import type { Courses } from "./domain/courses.js";
import type { Answer, Foresighted, Heard } from "./domain/foresighted.js";

export class Foreseen {
  /** How often what was foreseen has come about, of which it does not know yet. */
  private skipped = 0;

  /** @param courses where it takes its course; `null`: the machine is asked all the same */
  constructor(
    private readonly foresight: Foresight<unknown, Input, Effect>,
    private readonly name: string,
    private readonly courses: Courses | null,
  ) {}

  enrol(machine: Foresighted): void {
    this.courses?.enrol(machine);
  }

  answer(state: unknown, input: Heard): Answer | null {
    const answer = this.foresight.answer(state, input);
    return answer?.kind === "send" ? answer : null;
  }

  skip(): void {
    this.skipped += 1;
  }

  tellSkipped(state: unknown): void {
    if (this.skipped > 0) this.foresight.skip(state, this.skipped);
    this.skipped = 0;
  }

  beforeInput(state: unknown, input: Input): void {
    if (this.courses === null) return;
    if (!this.foresight.isUnmovedBy(state, input)) this.courses.beforeInput(this.name);
    this.tellSkipped(state);
  }

  beforeChange(): void {
    this.courses?.beforeChange(this.name);
  }

  /** The machine has died: what it does not know is nobody's. */
  forget(): void {
    this.skipped = 0;
  }
}
