/** Numbers for eyes. Rounding never crosses an edge: what is below 100 % is never shown as 100 %, what is above 0 never as 0. */
import type { MeasureInfo } from "../result/index.js";
import { nines } from "../stats/nines.js";

/** Stands where a measure does not apply. */
export const NO_VALUE = "–";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 365 days, as availability figures use it. */
const YEAR = 365 * DAY;

/** Decimals beyond which a share of time in a double says nothing. */
const SHARE_DECIMALS = 10;

/**
 * A duration in the largest units that fit: `250 ms`, `12.3 s`, `4 min 12.3 s`, `2 h 5 min`, `3 d 18 h 30 min`. Rounded
 * to tenths of a second below an hour, to seconds below a day, to minutes below a year, to hours above.
 */
export function formatDuration(seconds: number): string {
  if (Number.isNaN(seconds)) return NO_VALUE;
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  if (seconds === Infinity) return "∞";
  if (seconds === 0) return "0 s";
  if (seconds < 1e-6) return "< 1 µs";
  const small = formatBelowMinute(seconds);
  if (small !== null) return small;
  if (roundTo(seconds, 0.1) < HOUR) return formatParts(roundTo(seconds, 0.1), ["min", "s"]);
  if (Math.round(seconds) < DAY) return formatParts(Math.round(seconds), ["h", "min", "s"]);
  const minutes = roundTo(seconds, MINUTE);
  return minutes < YEAR
    ? formatParts(minutes, ["d", "h", "min"])
    : formatParts(roundTo(seconds, HOUR), ["y", "d", "h"]);
}

const SECONDS_IN = { y: YEAR, d: DAY, h: HOUR, min: MINUTE, s: 1 } as const;

/** `null` when it rounds to a minute or more. */
function formatBelowMinute(seconds: number): string | null {
  for (const [unit, size, limit] of [
    ["µs", 1e-6, 1000],
    ["ms", 1e-3, 1000],
    ["s", 1, MINUTE],
  ] as const) {
    const shown = significant(seconds / size, 3);
    if (Number(shown) < limit) return `${shown} ${unit}`;
  }
  return null;
}

function formatParts(seconds: number, units: readonly (keyof typeof SECONDS_IN)[]): string {
  let left = seconds;
  const parts: string[] = [];
  for (const unit of units) {
    const amount = unit === units.at(-1) ? roundTo(left / SECONDS_IN[unit], 0.1) : Math.floor(left / SECONDS_IN[unit]);
    left -= amount * SECONDS_IN[unit];
    if (amount > 0) parts.push(`${trimZeros(amount.toFixed(1))} ${unit}`);
  }
  return parts.join(" ");
}

/**
 * A share as a percentage with as many decimals as say something: two significant digits of what is missing to 100 %
 * above 90 % (`99.9931 %`), three significant digits of the share below.
 */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return NO_VALUE;
  if (share === 1) return "100 %";
  if (share <= 0.9 || share > 1) {
    const percent = share * 100;
    const tiny = 1 / 10 ** SHARE_DECIMALS;
    return percent > 0 && percent < tiny ? `< ${tiny.toFixed(SHARE_DECIMALS)} %` : `${significant(percent, 3)} %`;
  }
  const missing = (1 - share) * 100;
  const decimals = Math.max(1, 1 - Math.floor(Math.log10(missing)));
  if (decimals > SHARE_DECIMALS) return `> ${"99."}${"9".repeat(SHARE_DECIMALS)} %`;
  // Rounded down: an availability is not shown as better than it was.
  const scale = 10 ** decimals;
  const shown = Math.floor(share * 100 * scale + 1e-6) / scale;
  return `${trimZeros(Math.min(shown, 100 - 1 / scale).toFixed(decimals))} %`;
}

/** `4.1 nines`, rounded down; a share of 1 has no number of nines. */
export function formatNines(availability: number): string {
  if (availability >= 1) return "no downtime";
  const tenths = Math.floor(nines(1 - availability) * 10 + 1e-6);
  return `${(tenths / 10).toFixed(1)} nines`;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"] as const;

/** Decimal multiples: `12 kB` are 12,000 bytes. */
export function formatBytes(bytes: number): string {
  if (Number.isNaN(bytes)) return NO_VALUE;
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  let value = bytes;
  for (const unit of BYTE_UNITS) {
    const shown = significant(value, 3);
    if (Number(shown) < 1000 || unit === BYTE_UNITS.at(-1)) return `${shown} ${unit}`;
    value /= 1000;
  }
  return NO_VALUE;
}

/** Whole numbers in full with commas between thousands, others with three significant digits. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return Number.isNaN(count) ? NO_VALUE : count > 0 ? "∞" : "-∞";
  const shown = Number.isInteger(count) || Math.abs(count) >= 100 ? String(Math.round(count)) : significant(count, 3);
  return shown.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** A mean of many replications without the fractions that say nothing; what is hardly ever is not made never. */
export function roundMean(count: number): number {
  if (count >= 10) return Math.round(count);
  return count >= 0.1 || count === 0 ? Math.round(count * 10) / 10 : Number(count.toPrecision(1));
}

/** `3 incidents`, `1 incident`. */
export function formatNumberOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

type Unit = MeasureInfo["unit"];

const FORMATS: Readonly<Record<Unit, (value: number) => string>> = {
  share: formatShare,
  seconds: formatDuration,
  count: formatCount,
  bytes: formatBytes,
  "per-second": (value) => `${formatCount(value)}/s`,
  hours: (value) => `${formatCount(value)} h`,
  ratio: (value) => significant(value, 3),
};

/** A measured value in its unit; `–` when there is none. */
export function formatQuantity(value: number | null, unit: Unit): string {
  return value === null ? NO_VALUE : FORMATS[unit](value);
}

/** Decimal notation, never an exponent, with at most so many significant digits; integer digits are never dropped. */
function significant(value: number, digits: number): string {
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return trimZeros(value.toFixed(Math.min(100, Math.max(0, digits - 1 - magnitude))));
}

function roundTo(value: number, step: number): number {
  return step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step;
}

function trimZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
