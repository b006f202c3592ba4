/** A mark of 32 bits for each event of a run, so that another run tells exactly with which event it goes its own way. */
import type { Tap } from "../sim/index.js";

const FIRST_LENGTH = 1 << 16;

export class EventMarks {
  private marks = new Uint32Array(FIRST_LENGTH);
  private length = 0;

  /** Records an event; to be given to a kernel as its tap. */
  readonly record: Tap = (...event) => {
    if (this.length === this.marks.length) {
      const longer = new Uint32Array(2 * this.length);
      longer.set(this.marks);
      this.marks = longer;
    }
    this.marks[this.length++] = markOf(...event);
  };

  /** Compares another run with this one, event by event. `same` counts the first events that agree. */
  compare(): { readonly same: number; differs(...event: Parameters<Tap>): boolean } {
    let same = 0;
    let parted = false;
    return {
      get same() {
        return same;
      },
      differs: (...event) => {
        parted ||= same === this.length || this.marks[same] !== markOf(...event);
        if (!parted) same += 1;
        return parted;
      },
    };
  }
}

function markOf(...[time, priority, sequence, argument, name]: Parameters<Tap>): number {
  let mark = 0;
  for (const part of [time, time / 0x1_0000_0000, priority, sequence, argument]) mark = mixed(mark, part);
  for (let index = 0; index < name.length; index++) mark = mixed(mark, name.charCodeAt(index));
  return mark;
}

function mixed(mark: number, part: number): number {
  const product = Math.imul(mark ^ part, 0x9e3779b1);
  return (product ^ (product >>> 15)) >>> 0;
}
