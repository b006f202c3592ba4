/**
 * Things by numbers that are given out one after the other, and of which the older go before the younger as a rule: they lie side
 * by side, from the oldest that is left to the youngest. (A `Map` that is filled at one end and emptied at the other makes a new
 * table again and again, and those keep each other, with all that was in them, from being collected for long.)
 */

/** To begin with; a power of two, as all later ones. */
const ROOM = 64;

export class Numbered<T> {
  private things: (T | undefined)[] = new Array<T | undefined>(ROOM).fill(undefined);
  /** All numbers that are held are from this one on, and below `end`. */
  private first = 0;
  private end = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(number: number): T | undefined {
    return number >= this.first && number < this.end ? this.things[this.placeOf(number)] : undefined;
  }

  /** The lowest number that is held. */
  get lowest(): number | undefined {
    return this.count === 0 ? undefined : this.first;
  }

  set(number: number, thing: T): void {
    if (this.count === 0) this.first = this.end = number;
    const first = Math.min(this.first, number);
    const end = Math.max(this.end, number + 1);
    if (end - first > this.things.length) this.makeRoom(end - first);
    this.first = first;
    this.end = end;
    const place = this.placeOf(number);
    if (this.things[place] === undefined) this.count += 1;
    this.things[place] = thing;
  }

  delete(number: number): boolean {
    if (this.get(number) === undefined) return false;
    this.things[this.placeOf(number)] = undefined;
    this.count -= 1;
    while (this.first < this.end && this.things[this.placeOf(this.first)] === undefined) this.first += 1;
    while (this.end > this.first && this.things[this.placeOf(this.end - 1)] === undefined) this.end -= 1;
    return true;
  }

  /** By rising numbers. */
  *values(): Generator<T> {
    for (let number = this.first; number < this.end; number++) {
      const thing = this.get(number);
      if (thing !== undefined) yield thing;
    }
  }

  /** Of numbers that lie so far apart at the most no two have the same place. */
  private placeOf(number: number): number {
    return number % this.things.length;
  }

  private makeRoom(span: number): void {
    let room = this.things.length;
    while (room < span) room *= 2;
    const before = this.things;
    this.things = new Array<T | undefined>(room).fill(undefined);
    for (let number = this.first; number < this.end; number++)
      this.things[this.placeOf(number)] = before[number % before.length];
  }
}
