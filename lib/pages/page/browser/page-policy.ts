/// <reference lib="dom" />
import type { TrustedPolicy } from "../../live/payload.ts";

interface PolicyFactory {
  createPolicy(name: string, rules?: TrustedPolicy): TrustedPolicy;
}

const RULES: TrustedPolicy = {
  createHTML: (html) => html,
  createScript: (text) => text,
  createScriptURL: (url) => {
    if (!url.startsWith("blob:"))
      throw new TypeError(`a page's script: must be its own, got ${url}`);
    return url;
  },
};

/**
 * The page's one policy of Trusted Types, which nobody can make again; those by which text could be
 * evaluated in the page are sealed with it. Where there are no Trusted Types, what it makes is plain.
 */
export const pagePolicy: TrustedPolicy = makePolicy();

function makePolicy(): TrustedPolicy {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return RULES;
  trustedTypes.createPolicy("cells");
  trustedTypes.createPolicy("default");
  return trustedTypes.createPolicy("page", RULES);
}
