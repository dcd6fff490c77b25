interface PolicyFactory {
  createPolicy(
    name: string,
    rules: Record<"createScript" | "createScriptURL", (text: string) => string>,
  ): { createScript(text: string): string };
}

/**
 * Indirect `eval`, allowed by the worker's own Trusted Types policies, which nobody can make again.
 * `default` is for the packages that make functions of text. Where there are no Trusted Types, plain
 * `eval`.
 */
export function trustedEval(): (code: string) => unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  const rules = {
    createScript: (text: string) => text,
    createScriptURL: (text: string) => text,
  };
  const policy = trustedTypes?.createPolicy("cells", rules);
  trustedTypes?.createPolicy("default", rules);
  // The engine's own, whatever cells make of the name.
  // biome-ignore lint/security/noGlobalEval: this is where cells are evaluated
  const evaluate = globalThis.eval;
  return (code) => evaluate(policy === undefined ? code : policy.createScript(code));
}
