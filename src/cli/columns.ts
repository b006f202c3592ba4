/** How wide the terminal is. */

const NARROWEST = 40;
const WIDEST = 200;

/** What COLUMNS says or the terminal itself; 80 where neither is known, as in a pipe. */
export function terminalColumns(): number {
  return within(said() ?? process.stdout.columns ?? 80);
}

/** The same for errors; `null` in a pipe: who reads them there looks for one in a line. */
export function errorColumns(): number | null {
  const columns = said() ?? process.stderr.columns;
  return columns === undefined ? null : within(columns);
}

function said(): number | null {
  const columns = Number(process.env["COLUMNS"]);
  return Number.isInteger(columns) && columns > 0 ? columns : null;
}

function within(columns: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}
