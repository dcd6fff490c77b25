export { yieldsNumbers } from "./yields-numbers.ts";
