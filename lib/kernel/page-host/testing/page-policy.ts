/// <reference lib="dom" />
import type { ScriptUrl } from "../page-kernel.ts";

interface PolicyFactory {
  createPolicy(
    name: string,
    rules?: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): ScriptUrl };
}

/**
 * The address of a worker's script, as a page gives it to its kernel: the page's only policy is made,
 * and those are sealed by which text could be evaluated in the page.
 */
export function trustedScriptUrl(script: string): ScriptUrl {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return url;
  const page = trustedTypes.createPolicy("page", { createScriptURL: (asked) => asked });
  trustedTypes.createPolicy("cells");
  trustedTypes.createPolicy("default");
  return page.createScriptURL(url);
}
