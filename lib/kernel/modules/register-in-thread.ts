import { createRequire, register } from "node:module";
import { fileURLToPath } from "node:url";
import { REQUIRE_OF } from "../link/helper-names.ts";
import type { HooksData } from "./hooks.ts";
import { startTypeScript } from "./start-typescript.ts";

// A worker or a child process that is to run TypeScript is started with this.
const asked = new URL(import.meta.url).searchParams.get("directory") ?? "";
const directory = fileURLToPath(asked);
register(new URL("./hooks.js", import.meta.url), { data: { directory } satisfies HooksData });
Object.assign(globalThis, { [REQUIRE_OF]: (url: string) => createRequire(url) });
startTypeScript(directory);
// No kernel is there to find the places of errors.
process.setSourceMapsEnabled(true);
