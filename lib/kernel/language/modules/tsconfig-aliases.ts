import { findTsconfig } from "../tsconfig/index.ts";
import { resolveLocal } from "./resolve-local.ts";

/** One entry of `paths`: what stands before and behind its `*`, and the absolute paths it means. */
interface Alias {
  prefix: string;
  /** Undefined where the entry has no `*` and means one name only. */
  suffix: string | undefined;
  targets: readonly string[];
}

/** The import names that the notebook's tsconfig.json gives to local files. */
export class Aliases {
  readonly #directory: string;
  readonly #aliases: readonly Alias[];

  constructor(directory: string) {
    const { paths } = findTsconfig(directory).options;
    this.#directory = directory;
    const entries = Object.entries((paths ?? {}) as Record<string, string[]>);
    // As TypeScript has it: an exact name goes first, then the longest beginning.
    this.#aliases = entries
      .map(([pattern, targets]) => {
        const [prefix = "", suffix] = pattern.split("*");
        return { prefix, suffix, targets };
      })
      .sort((a, b) => rank(b) - rank(a));
  }

  /** The file that a specifier stands for, or undefined. */
  resolve(specifier: string): string | undefined {
    for (const path of this.#paths(specifier)) {
      const found = resolveLocal(path, this.#directory);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The path that a specifier stands for, file or none. */
  path(specifier: string): string | undefined {
    // A lone `*`, as a `baseUrl` has it, is for packages too.
    return this.#paths(specifier, { isLoneToo: false })[0];
  }

  #paths(specifier: string, { isLoneToo = true } = {}): string[] {
    return this.#aliases.flatMap((alias) => {
      if (alias.prefix === "" && !isLoneToo) return [];
      const middle = matched(alias, specifier);
      return middle === undefined ? [] : alias.targets.map((target) => target.replace("*", middle));
    });
  }
}

function rank({ prefix, suffix }: Alias): number {
  return suffix === undefined ? Number.POSITIVE_INFINITY : prefix.length;
}

/** What stands for the `*`; empty where there is none. */
function matched({ prefix, suffix }: Alias, specifier: string): string | undefined {
  if (suffix === undefined) return specifier === prefix ? "" : undefined;
  if (specifier.length < prefix.length + suffix.length) return undefined;
  if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) return undefined;
  return specifier.slice(prefix.length, specifier.length - suffix.length);
}
