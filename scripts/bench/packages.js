import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments } from "../read-arguments.js";
import { bytesIn, installAlone, PACKAGES, pack } from "../testing/packed.js";
import { pageBytes, TRAINING, wholeRooms } from "../testing/page-bytes.js";

export const summary = "what each package takes where it is installed alone";

const help = `npm run bench -- packages

Packs the packages of lib/, installs each in an empty folder, and prints the size of its tarball and
of all that is installed with it; then what dropout-lab/nn takes in a page, minified and compressed. npm gets the packages that they depend on from its registry.`;

/** @param {string[]} args */
export async function run(args) {
  readArguments(help, {}, { args });
  const folder = mkdtempSync(join(tmpdir(), "sizes-"));
  try {
    const tarballs = new Map(PACKAGES.map((name) => [name, pack(name, folder).tarball]));
    console.log("package             tarball  installed  packages");
    for (const [name, tarball] of tarballs) {
      const alone = join(folder, name);
      // Not published where this runs: what it needs of ours comes from the checkout, too.
      const others = name === "dropout-lab-pages" ? ["dropout-lab", "dropout-lab-kernel"] : [];
      const needed = others.map((other) => tarballs.get(other) ?? "");
      installAlone(alone, [tarball, ...needed]);
      const installed = join(alone, "node_modules");
      const count = readdirSync(installed, { recursive: true }).filter((path) =>
        /(^|\/)node_modules\/(@[^/]+\/)?[^/@.]+\/package\.json$/.test(`node_modules/${path}`),
      ).length;
      const size = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
      console.log(
        name.padEnd(18),
        size(statSync(tarball).size).padStart(8),
        size(bytesIn(installed)).padStart(10),
        String(count).padStart(9),
      );
    }
    const pages = [
      ["what trains a net with dropout", TRAINING],
      ["all of nn", wholeRooms(["nn"])],
      ["all of nn, tensor and random", wholeRooms(["nn", "tensor", "random"])],
    ];
    for (const [what = "", contents = ""] of pages) {
      console.log(`${what}, in a page: ${((await pageBytes(contents)) / 1e3).toFixed(1)} kB`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
