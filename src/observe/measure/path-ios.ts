/** How the I/Os of a host are spread over its paths. */
import type { Measure } from "./measure.js";

export const pathIos: Measure = {
  name: "path-ios",
  about: "I/Os of requests that were answered over a path, to all exported devices together.",
  of: "path",
  values: [{ key: "ios", about: "I/Os that were answered over it.", unit: "count", better: "neither" }],
  begin: (path, accounts) => ({ values: () => [accounts.ios.over(path)] }),
};
