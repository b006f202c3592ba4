/** How wide the terminal is. */

const NARROWEST = 40;
const WIDEST = 200;

/** What COLUMNS says or the terminal itself; 80 where neither is known, as in a pipe. */
export function terminalColumns(): number {
  const said = Number(process.env["COLUMNS"]);
  const columns = Number.isInteger(said) && said > 0 ? said : (process.stdout.columns ?? 80);
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}
