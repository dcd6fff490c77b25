/** A line of a traceback, and the package that it lies in, if it does. */
export interface FoldableFrame {
  text: string;
  package?: string;
}

const IN_PACKAGE = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?=[\\/])/;
/** How often a line may stand below itself. */
const MOST_EQUAL = 3;

/** The package that a file belongs to, and its path from `node_modules` on. */
export function packagePlace(path: string): { name: string; path: string } | undefined {
  const [whole, name] = IN_PACKAGE.exec(path) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const short = `node_modules/${name}${path.slice(whole.length)}`;
  return { name, path: short.replaceAll("\\", "/") };
}

/**
 * The lines of a stack: of packages' frames that follow each other the first, and how many more;
 * of lines that a recursion repeats the first ones.
 */
export function foldFrames(frames: readonly FoldableFrame[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < frames.length; ) {
    const frame = frames[at] as FoldableFrame;
    const length = lengthOfRun(frames, at, (next) =>
      frame.package === undefined ? next.text === frame.text : next.package !== undefined,
    );
    const run = frames.slice(at, at + length);
    lines.push(...(frame.package === undefined ? foldEqual(run) : foldPackages(run)));
    at += length;
  }
  return lines;
}

function lengthOfRun(
  frames: readonly FoldableFrame[],
  start: number,
  belongs: (frame: FoldableFrame) => boolean,
): number {
  let end = start + 1;
  while (end < frames.length && belongs(frames[end] as FoldableFrame)) end++;
  return end - start;
}

function foldPackages(run: readonly FoldableFrame[]): string[] {
  const [first, ...rest] = run.map(({ text }) => `at ${text}`);
  if (first === undefined || rest.length < 2) return run.map(({ text }) => `at ${text}`);
  const names = new Set(run.slice(1).map((frame) => frame.package));
  const where = names.size === 1 ? `node_modules/${[...names][0]}` : "node_modules";
  return [first, `… ${rest.length} more in ${where}`];
}

function foldEqual(run: readonly FoldableFrame[]): string[] {
  const lines = run.map(({ text }) => `at ${text}`);
  if (lines.length <= MOST_EQUAL + 1) return lines;
  return [...lines.slice(0, MOST_EQUAL), `… ${lines.length - MOST_EQUAL} more such lines`];
}
