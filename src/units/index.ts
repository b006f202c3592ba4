export * from "./micros.js";
