import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { displaySymbol, metadataOf } from "../../dist/display/index.js";
import { distribution } from "../../dist/plot/index.js";
import { PictureWorker } from "../../dist/plot/static/index.js";
import { Pixels } from "./testing/pixels.ts";

// The worker is JavaScript, so these tests are of the built package.
const worker = new PictureWorker(new URL("../../dist/plot/static/worker.js", import.meta.url));
const BARS = { data: [{ type: "bar", x: [1], y: [1] }], layout: {} };
const SIZE = { width: 200, height: 100 };

function script(body: string): URL {
  const source = `import { parentPort, isMainThread } from "node:worker_threads";\n${body}`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

it("stores a figure in three types, with a picture that is not empty", async () => {
  const title = "In training the neuron gets 60, not 100";
  const figure = distribution([58, 59, 59, 60, 60, 60, 61, 62], { title, inference: 100 });
  const bundle = await figure[displaySymbol]();
  const { "image/png": png, ...rest } = bundle;
  expect(rest).toEqual({
    "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(figure)),
    "text/plain": figure.alt,
  });
  const bytes = Buffer.from(png as string, "base64");
  // Of its own 640 pixels: what is wider than a cell, plotly's own renderer cuts off.
  const pixels = new Pixels(bytes, 1);
  expect(metadataOf(bundle)).toEqual({
    "image/png": { width: pixels.width, height: pixels.height, alt: figure.alt },
  });
  expect(pixels.width).toBe(640);
  expect(bytes.length).toBeLessThan(80_000);
  const everywhere = { left: 0, top: 0, right: pixels.width, bottom: pixels.height };
  // Bars at 0.55 opacity, the line of the mean, the line at inference, and text.
  expect(pixels.share([137, 181, 214], everywhere)).toBeGreaterThan(0.01);
  expect(pixels.share([40, 120, 181], everywhere)).toBeGreaterThan(0.001);
  expect(pixels.share([125, 125, 125], everywhere)).toBeGreaterThan(0.001);
  expect(pixels.share([36, 41, 47], { ...everywhere, bottom: 40 })).toBeGreaterThan(0.01);
  expect(pixels.share([255, 255, 255], everywhere)).toBeGreaterThan(0.6);
});

it("draws several figures at once, each its own", async () => {
  const small = worker.draw(BARS, SIZE);
  const large = worker.draw(BARS, { ...SIZE, width: 300, scale: 1 });
  const [first, second, again] = [await small, await large, await worker.draw(BARS, SIZE)];
  expect(new Pixels(first).width).toBe(200);
  expect(new Pixels(second, 1).width).toBe(300);
  expect(Buffer.compare(first, again)).toBe(0);
});

it("says what plotly.js refuses, and draws the next figure", async () => {
  const refused = { data: [{ type: "bar", x: [1], y: [1] }], layout: { width: 0, height: -1 } };
  await expect(worker.draw(refused, { width: -5, height: 0 })).rejects.toThrow(
    /^picture: could not be drawn: /,
  );
  expect(new Pixels(await worker.draw(BARS, SIZE)).height).toBe(100);
});

/** A thread that does to a figure what its layout says, or answers with one byte. */
function obedient(): PictureWorker {
  return new PictureWorker(
    script(`parentPort.on("message", ({ id, drawing: { figure: { layout } } }) => {
      if (layout.exit) process.exit(3);
      while (layout.hang);
      parentPort.postMessage({ id, png: Uint8Array.of(7) });
    });`),
  );
}

it("gives up a thread that does not answer, and draws the next figure in another", async () => {
  const worker = obedient();
  const hanging = { data: [], layout: { hang: true } };
  await expect(worker.draw(hanging, { ...SIZE, timeout: 300 })).rejects.toThrow(
    new Error("picture: took longer than 300 ms"),
  );
  expect(await worker.draw(BARS, SIZE)).toEqual(Uint8Array.of(7));
});

it("reports a thread that dies to everyone who waits for it, and draws the next figure", async () => {
  const worker = obedient();
  const both = [worker.draw({ data: [], layout: { exit: true } }, SIZE), worker.draw(BARS, SIZE)];
  for (const result of await Promise.allSettled(both)) {
    expect(result).toMatchObject({
      status: "rejected",
      reason: { message: "picture: could not be drawn: the thread ended with 3" },
    });
  }
  expect(await worker.draw(BARS, SIZE)).toEqual(Uint8Array.of(7));
});

it("reports a thread that does not start", async () => {
  const worker = new PictureWorker(script("throw new Error('no font');"));
  await expect(worker.draw(BARS, SIZE)).rejects.toThrow(
    new Error("picture: could not be drawn: Error: no font"),
  );
});

it("keeps no process alive, neither warmed up nor after a picture", () => {
  const program = `
    import { drawPicture, warmUpPictures } from "${new URL("../../dist/plot/static/index.js", import.meta.url)}";
    if (process.argv[1] === "warm") warmUpPictures();
    else console.log((await drawPicture(${JSON.stringify(BARS)}, ${JSON.stringify(SIZE)})).length > 100);`;
  const run = (how: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", program, how], {
      encoding: "utf8",
      timeout: 50_000,
    });
  expect(run("warm")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(run("draw")).toMatchObject({ status: 0, stdout: "true\n", stderr: "" });
});
