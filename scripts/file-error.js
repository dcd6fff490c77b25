/**
 * One sentence about a file or folder that the system refuses, or undefined for any other error.
 * @param {unknown} error
 */
export function fileError(error) {
  if (!(error instanceof Error)) return undefined;
  const { code, path, dest } = /** @type {NodeJS.ErrnoException & { dest?: string }} */ (error);
  const subject = dest ?? path;
  if (code === undefined || subject === undefined) return undefined;
  return `${subject}: must be there to read and write, got ${code}`;
}
