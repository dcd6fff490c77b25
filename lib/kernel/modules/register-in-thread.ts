import { createRequire, register } from "node:module";
import { fileURLToPath } from "node:url";
import { REQUIRE_OF } from "../link/helper-names.ts";
import type { HooksData } from "./hooks.ts";

// A worker or a child process that is to run TypeScript is started with this.
const directory = new URL(import.meta.url).searchParams.get("directory") ?? "";
const data: HooksData = { directory: fileURLToPath(directory) };
register(new URL("./hooks.js", import.meta.url), { data });
Object.assign(globalThis, { [REQUIRE_OF]: (url: string) => createRequire(url) });
// No kernel is there to find the places of errors.
process.setSourceMapsEnabled(true);
