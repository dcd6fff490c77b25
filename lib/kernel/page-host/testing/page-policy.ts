/// <reference lib="dom" />

interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

/** The page's only policy; those are sealed by which text could be evaluated in the page. */
export function sealedPolicy(): Policy {
  const rules: Policy = { createHTML: (html) => html, createScriptURL: (url) => url };
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules?: Policy): Policy };
  };
  if (trustedTypes === undefined) return rules;
  trustedTypes.createPolicy("cells");
  trustedTypes.createPolicy("default");
  return trustedTypes.createPolicy("page", rules);
}
