/** One version of a package that JupyterLab shares with its extensions. */
interface SharedVersion {
  get(): Promise<() => unknown>;
  loaded?: unknown;
}

/** The packages that JupyterLab shares with its extensions: module federation's share scope. */
export type ShareScope = Readonly<Record<string, Readonly<Record<string, SharedVersion>>>>;

/** Takes a package from the share scope: the copy that is in use, else its newest version. */
export async function takeShared(scope: ShareScope, name: string): Promise<unknown> {
  const versions = Object.entries(scope[name] ?? {});
  const newestFirst = versions.sort(([one], [other]) => compareVersions(other, one));
  const chosen = newestFirst.find(([, { loaded }]) => loaded) ?? newestFirst[0];
  if (chosen === undefined) {
    const shared = Object.keys(scope).join(", ") || "nothing";
    throw new Error(`dropout-lab: JupyterLab must share ${name}, got ${shared}`);
  }
  const [, version] = chosen;
  // So that another extension takes the same copy.
  version.loaded = true;
  return (await version.get())();
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
