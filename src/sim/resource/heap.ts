/** A binary heap: the first of its items is found at once, the rest in logarithmic time. */
export class Heap<Item> {
  private readonly items: Item[] = [];

  /** @param before a strict order; items that tie in it come out in no order that may be relied on */
  constructor(private readonly before: (item: Item, other: Item) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  /** The first item, left where it is. */
  get first(): Item | undefined {
    return this.items[0];
  }

  push(item: Item): void {
    const { items, before } = this;
    let hole = items.length;
    items.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!before(item, items[parent]!)) break;
      items[hole] = items[parent]!;
      hole = parent;
    }
    items[hole] = item;
  }

  /** Removes and returns the first item. */
  pop(): Item | undefined {
    const { items, before } = this;
    const first = items[0];
    const item = items.pop();
    if (item === undefined || items.length === 0) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1]!, items[child]!)) child++;
      if (!before(items[child]!, item)) break;
      items[hole] = items[child]!;
      hole = child;
    }
    items[hole] = item;
    return first;
  }
}
