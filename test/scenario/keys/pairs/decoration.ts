// Keys that say something to readers alone.

export const DECORATION: readonly string[] = [
  // That several hosts are meant to hang on a relay: they do so without it, and a warning is given.
  "relays.*.shared",
  // What the scenario and its reports are called.
  "name",
  "title",
  // Names alone: what is on a switch follows from `links`.
  "switches",
  // A path: what the module does is up to it (`test/cli/modules.test.ts` runs some).
  "policies.*.module",
];
