/**
 * A picture in base64, as notebooks store it; undefined where its optional packages lack, of which
 * one warning tells.
 */
export async function storedPicture(draw: () => Promise<Uint8Array>): Promise<string | undefined> {
  const { MissingPackagesError, warnOnce } = await import("./static/index.ts");
  try {
    return Buffer.from(await draw()).toString("base64");
  } catch (error) {
    if (!(error instanceof MissingPackagesError)) throw error;
    warnOnce(error);
    return undefined;
  }
}
