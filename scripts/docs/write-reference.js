// Writes the API reference of what the packages export into a folder: node write-reference.js FOLDER
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publicModules } from "./public-modules.js";

const [output = ""] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));
// By a name that the type check does not look for: this install may not have been made yet.
const { Application, JSX, ReflectionKind } = await import(/** @type {string} */ ("typedoc"));

const modules = publicModules(root);
const app = await Application.bootstrap({
  name: "dropout-lab",
  entryPoints: modules.map(({ source }) => source),
  displayBasePath: join(root, "lib"),
  tsconfig: join(root, "lib/tsconfig.json"),
  // The checkout's own TypeScript checks the types.
  skipErrorChecking: true,
  readme: "none",
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  hideGenerator: true,
  githubPages: false,
  sort: ["source-order"],
  logLevel: "Warn",
});
app.renderer.hooks.on("sidebar.begin", (/** @type {{ page: { url: string } }} */ { page }) => {
  const href = `${"../".repeat(page.url.split("/").length)}index.html`;
  return JSX.createElement("p", null, JSX.createElement("a", { href }, "← The course"));
});

const project = await app.convert();
if (project === undefined) process.exit(1);
// As they are imported; typedoc names them by their folders.
for (const module of project.children) {
  const found = modules.find(({ source }) => source === join(root, "lib", module.name, "index.ts"));
  if (found) module.name = found.name;
}
for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
  if (parameter.name === "__namedParameters") parameter.name = "options";
}
// The first page: each module with what it says of itself.
project.readme = project.children.flatMap((/** @type {any} */ module) => [
  { kind: "text", text: "- " },
  { kind: "inline-tag", tag: "@link", text: module.name, target: module },
  { kind: "text", text: `: ${summaryOf(module)}\n` },
]);
project.readme.push({ kind: "text", text: "\n[The course](../index.html)\n" });

/** The first paragraph of a comment. @param {any} reflection */
function summaryOf({ comment }) {
  const parts = comment?.summary ?? [];
  const text = parts.map((/** @type {{ text: string }} */ part) => part.text).join("");
  return text.split("\n\n")[0].replaceAll("\n", " ");
}

/** What shows in the types of the public, and is of no use to who calls it. */
const INTERNAL = [
  ...["Mt19937", "Node", "Storage", "Strided", "View"],
  // How the compiler works out kinds.
  ...["BigIntArray", "Bound", "Bounded", "Counted", "Digits", "First", "Float", "Holding"],
  ...["IsLong", "KindOfList", "Leaf", "NumberArray", "Plain", "Spread"],
  ...["AdamKind", "Parameters"],
];
// typedoc looks for types that are not exported in one package only.
for (const name of new Set(modules.map(({ name }) => name.split("/")[0]))) {
  project.packageName = name;
  app.options.setValue("intentionallyNotExported", name === "dropout-lab" ? INTERNAL : []);
  app.validate(project);
}
await app.generateDocs(project, output);
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
