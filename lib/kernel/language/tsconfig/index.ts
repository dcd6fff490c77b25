export { configsAbove, type FoundTsconfig, findTsconfig } from "./find-tsconfig.ts";
