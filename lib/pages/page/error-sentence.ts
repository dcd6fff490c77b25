/** An error of the system or a parser as a part of one sentence. */
export function errorSentence(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const known: Record<string, string> = {
    EACCES: "no permission",
    EPERM: "no permission",
    EROFS: "a read-only file system",
    ENOSPC: "a full disk",
    EISDIR: "a folder",
    ENOTDIR: "a file in place of a folder",
    EEXIST: "a file in place of a folder",
    ENOENT: "no such folder",
  };
  return known[code ?? ""] ?? (message ?? String(error)).split(/\n|\. /)[0] ?? "";
}
