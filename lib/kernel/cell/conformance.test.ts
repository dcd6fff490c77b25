import { it } from "vitest";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import { checkCase } from "./testing/check-case.ts";
import { conformanceCases } from "./testing/conformance-cells.ts";
import { ReplHost } from "./testing/repl-host.ts";

it.each(conformanceCases)("$title", async (expected) => {
  // Cases share the realm, so each begins with a compiler of its own and a clean table of names.
  const host = new ReplHost({ lower: lowerWithEsbuild() });
  try {
    await checkCase(expected, host);
  } finally {
    host.dispose();
  }
});
