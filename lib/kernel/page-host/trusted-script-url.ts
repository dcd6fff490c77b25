/// <reference lib="dom" />

interface PolicyFactory {
  createPolicy(
    name: string,
    rules?: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/**
 * The address of a worker's script. Lets the page start this one script only, and seals the policies
 * by which text could be evaluated in the page.
 */
export function trustedScriptUrl(script: string): string {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return url;
  const page = trustedTypes.createPolicy("page", {
    createScriptURL: (asked) => {
      if (asked !== url) throw new TypeError("a page must start its worker's script only");
      return asked;
    },
  });
  trustedTypes.createPolicy("cells");
  trustedTypes.createPolicy("default");
  return page.createScriptURL(url);
}
