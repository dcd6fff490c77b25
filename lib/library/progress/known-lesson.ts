/** What a lesson is known by. */
export interface KnownLesson {
  /**
   * The key of its page: the notebook's name, a slash, and a hash of what tells it apart. In Jupyter
   * it is the name alone.
   */
  readonly lesson: string;
  /** Fingerprints of the lesson's own texts, by the cell's id; neither Jupyter nor early pages keep them. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The notebook's name in the key of its page. */
export function nameOf(key: string): string {
  return key.replace(/\/[^/]*$/, "");
}

/**
 * Whether two are one lesson, in whatever versions: of one key, or of one name and with more than
 * half of the texts of the shorter one in common, where a new title has made a new key.
 */
export function isSameLesson(one: KnownLesson, other: KnownLesson): boolean {
  if (one.lesson === other.lesson) return true;
  if (nameOf(one.lesson) !== nameOf(other.lesson)) return false;
  const [{ texts }, { texts: others }] = [one, other];
  // The name is all that is known.
  if (texts === undefined || others === undefined) return true;
  const ids = Object.keys(texts);
  const shared = ids.filter((id) => Object.hasOwn(others, id) && texts[id] === others[id]);
  return shared.length * 2 > Math.min(ids.length, Object.keys(others).length);
}

/** The fingerprints of the texts of cells, by their ids. */
export function fingerprints(
  cells: readonly { readonly id: string; readonly source: string }[],
): Record<string, string> {
  return Object.fromEntries(cells.map(({ id, source }) => [id, fingerprint(source)]));
}

/** FNV-1a of 32 bits: the browser's own hashes cannot be had at once. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
