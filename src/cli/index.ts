/** The door of this room: the program that the command runs. */
export { createProgram } from "./program.js";
