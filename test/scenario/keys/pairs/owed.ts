// Keys that still owe a pair: each has to get one, and may stand here only until then.

export const OWED: readonly string[] = [
  // Beside another form stand other keys.
  "storage-servers.*.form",
];
