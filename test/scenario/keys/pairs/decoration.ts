// Keys that say something to readers alone.

export const DECORATION: readonly string[] = [
  // What the scenario and its reports are called.
  "name",
  "title",
  // A name: what a protocol can do stands in `bandwidth` and `latency`.
  "links.*.protocol",
];
