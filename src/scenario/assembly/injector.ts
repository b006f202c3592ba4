/** Does to the world what a scenario's faults say, when they say it, and counts how often each was done. */
import type { Record as WorldRecord, World } from "../../model/index.js";
import type { FaultSpec } from "../scenario.js";
import { Course, type FaultCount } from "./fault-course.js";
import { Lives } from "./life.js";

export class Injector {
  private readonly courses: readonly Course[];
  /** By service, those that wait for a step of one of its routines. */
  private readonly waiting = new Map<string, Course[]>();

  constructor(
    private readonly world: World,
    faults: readonly FaultSpec[],
  ) {
    const lives = new Lives(world);
    this.courses = faults.map((fault) => new Course(world, fault, lives, (name) => this.renew(name)));
    for (const [index, { timing }] of faults.entries()) {
      if (!("when" in timing)) continue;
      const { of } = timing.when;
      this.waiting.set(of, [...(this.waiting.get(of) ?? []), this.courses[index]!]);
    }
  }

  /** How often each fault struck, and what it missed, in the order of the scenario. */
  get counts(): readonly FaultCount[] {
    return this.courses.map(({ count }) => count);
  }

  /** Plans the first stroke of every fault; call once, when the world has started. */
  begin(): void {
    for (const course of this.courses) course.begin();
    if (this.waiting.size > 0) this.world.listen((record) => this.hear(record));
    const mayEnd = this.courses.filter(({ mayEndThere }) => mayEndThere);
    if (mayEnd.length === 0) return;
    this.world.listen(({ kind }) => {
      if (kind === "PartChanged") for (const course of mayEnd) course.lookWhetherOver();
    });
  }

  private renew(name: string): void {
    for (const course of this.courses) if (course.name === name) course.renew();
  }

  private hear(record: WorldRecord): void {
    if (record.kind !== "NoteMade" || record.note.kind !== "step-begun") return;
    const { step, figure, of } = record.note;
    const names = new Set(of.subjects.map(({ name }) => name));
    for (const name of names) {
      for (const course of this.waiting.get(name) ?? []) if (course.waitsFor(step, figure)) course.strikeNow();
    }
  }
}
