// Has the campaign use the built rooms (`dist`) where it names their sources: what is tried is what users run, at its speed.
import { register } from "node:module";

register("./resolve-built.mjs", import.meta.url);
