/** What a request line names (RFC 9112, 3.2). */
export interface RequestTarget {
  /** The host in it, where a proxy asks with the whole address. */
  host: string | undefined;
  /** The path, as it is written. */
  path: string;
  /** With its question mark, or "". */
  query: string;
}

/** Takes a request's target apart; undefined where it is neither a path nor a whole address. */
export function readTarget(target: string): RequestTarget | undefined {
  const [, authority, rest = ""] = /^(?:https?:\/\/([^/?#]*))?(.*)$/is.exec(target) ?? [];
  if (authority === undefined && !rest.startsWith("/")) return undefined;
  const [, path = "", query = ""] = /^([^?#]*)(\?[^#]*)?/s.exec(rest) ?? [];
  return { host: authority, path: path === "" ? "/" : path, query };
}

/** Whether a host, with or without a port, is this machine. Any port: a tunnel may have another. */
export function isThisMachine(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{0,5})?$/i.test(host);
}
