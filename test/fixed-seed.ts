/** Properties are tried with the same draws for the same commit: what fails, fails for everybody. Fresh ones are drawn by the campaign. */
import fc from "fast-check";

fc.configureGlobal({ seed: 20_261_127 });
