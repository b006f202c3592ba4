/** Values that nobody meant: for places in documents, and for options. */

/** For places in files: wrong kinds, ends of ranges, names that mean something to JavaScript. */
export const ODD_VALUES: readonly unknown[] = [
  ...[null, true, "", "x", 0, -1, 0.5, 1e308, -1e308, 9e15, 9007199254740993, 2 ** 31, 2 ** 32],
  ...[[], {}, [[]], [[[]]], { x: 1 }, "__proto__", "constructor", "toString", "\u001b[31m", "\u0000", "a".repeat(300)],
  ...["0s", "-1s", "1us", "1000d", "285y", "0B", "1PB", "0/s", "1e9/s", "100%", "101%", "-1%", "x0", "exponential(1s)"],
  ...["exponential(0s)", "lognormal(1s, 1000y)", "NaN", "Infinity", "1e999", "../../etc/passwd", "/dev/zero", "."],
];
