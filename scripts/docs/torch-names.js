// docs/torch.md: which names of torch there are here, which differ, and which are missing.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NOTES, OWN_USE } from "./torch-notes.js";

/** @import { Note, Rooms } from "./torch-notes.js" */

const script = fileURLToPath(new URL("../torch/names.py", import.meta.url));
const file = fileURLToPath(new URL("../../docs/torch.md", import.meta.url));

const INTRODUCTION = `# Torch's names

Which names of torch 2.13 this library has. \`npm run docs -- torch\` writes this page from the real torch and the library's build, and \`npm run test:torch\` fails if it is out of date.

A name here is torch's in camelCase: \`log_softmax\` is \`logSoftmax\`, \`clamp_\` stays \`clamp_\`. Each name is in one place, as a method of \`Tensor\` or as a function, also where torch has both: what is listed as in \`dropout-lab/tensor\` or \`functional\` is a function, \`sort(x)\` for torch's \`x.sort()\`; options are one object at the end, \`{ keepdim: true }\`.`;

/** torch's name as it is written here. @param {string} name */
export function camelCase(name) {
  return name.replaceAll(/(?<=[^_])_+([a-z0-9])/gi, (_, letter) => letter.toUpperCase());
}

/** Public names of an object and of the classes above it. @param {any} object @returns {string[]} */
function membersOf(object) {
  if (object === null || object === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(object).filter(
    (name) => name !== "constructor" && !OWN_USE.includes(name),
  );
  return [...new Set([...own, ...membersOf(Object.getPrototypeOf(object))])];
}

/**
 * Where the names of each of torch's rooms are looked for, the first place first.
 * @param {Rooms} rooms
 * @returns {Record<string, { told: string, names: string[] }[]>}
 */
function places({ tensor, nn, optim, training, random }) {
  const place = (/** @type {string} */ told, /** @type {string[]} */ names) => ({ told, names });
  const exported = (/** @type {string} */ path, /** @type {object} */ room) =>
    place(`\`dropout-lab/${path}\``, Object.keys(room));
  const members = (/** @type {string} */ name, /** @type {object} */ object) =>
    place(`members of \`${name}\``, membersOf(object));
  const x = members("Tensor", tensor.tensor([1]));
  const functional = place("`functional` of `dropout-lab/nn`", Object.keys(nn.functional));
  const [inTensor, inRandom] = [exported("tensor", tensor), exported("random", random)];
  const [inNn, inOptim] = [exported("nn", nn), exported("optim", optim)];
  return {
    torch: [inTensor, inRandom, x, functional],
    "torch.Tensor": [x, inTensor, functional],
    "torch.Generator": [members("Generator", new random.Generator(1))],
    "torch.linalg": [place("`linalg` of `dropout-lab/tensor`", Object.keys(tensor.linalg))],
    "torch.random": [inRandom],
    "torch.nn": [inNn],
    "torch.nn.Module": [members("Module", new nn.ReLU())],
    "torch.nn.functional": [functional],
    "torch.nn.init": [inNn],
    "torch.nn.utils": [inOptim],
    "torch.optim": [inOptim],
    "torch.optim.Optimizer": [
      members("Optimizer", new optim.SGD([tensor.tensor([1], { requiresGrad: true })])),
    ],
    "torch.optim.lr_scheduler": [inOptim],
    "torch.utils.data": [exported("training", training)],
  };
}

/**
 * What torch tells of its names, and what it gives for the notes.
 * @param {string} python
 * @returns {{ rooms: Record<string, string[]>, given: string[] }}
 */
function askTorch(python) {
  const codes = Object.values(NOTES).map(({ torch = "None" }) => torch);
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify(codes),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`torch: must tell its names, got ${stderr}`);
  return JSON.parse(stdout);
}

/** @param {() => unknown} make */
function textOf(make) {
  try {
    return String(make());
  } catch {
    return "refused";
  }
}

/**
 * What is wrong with the notes, a sentence each.
 * @param {Readonly<Record<string, Note>>} notes
 * @param {{ theirs: Record<string, string[]>, ours: ReturnType<typeof places>, given: string[], rooms: Rooms }} found
 */
export function wrongNotes(notes, { theirs, ours, given, rooms }) {
  return Object.entries(notes).flatMap(([name, { here, note, ours: show, torch }], i) => {
    const dot = name.lastIndexOf(".");
    const [room, last] = [name.slice(0, dot), name.slice(dot + 1)];
    const isHere = (/** @type {string} */ wanted) =>
      (ours[room] ?? []).some(({ names }) => names.includes(wanted));
    if (!theirs[room]?.includes(last)) return [`${name}: torch has no such name`];
    if (here === camelCase(last)) return [`${name}: ${here} is what the name would be anyway`];
    if (!isHere(here ?? camelCase(last)))
      return [`${name}: there is no ${here ?? camelCase(last)}`];
    if (here === undefined && note === undefined) return [`${name}: must say what differs`];
    if (here !== undefined && !show && !torch) return [];
    if (!show || !torch) return [`${name}: must show what differs`];
    const text = textOf(() => show(rooms));
    return text === given[i]?.replace("torch.", "")
      ? [`${name}: no longer differs, both give ${text}`]
      : [];
  });
}

const list = (/** @type {string[]} */ names) => names.map((name) => `\`${name}\``).join(", ");

/**
 * The page.
 * @param {string} python a Python that has torch
 * @param {Rooms} rooms the library's build
 * @throws {Error} for notes that are no longer right
 */
export function torchTable(python, rooms) {
  const { rooms: theirs, given } = askTorch(python);
  const ours = places(rooms);
  const wrong = wrongNotes(NOTES, { theirs, ours, given, rooms });
  if (wrong.length > 0) throw new Error(`scripts/docs/torch-notes.js: ${wrong.join("\n  ")}`);

  /** @type {Set<string>} */
  const known = new Set();
  const [counts, sections] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  for (const [room, names] of Object.entries(theirs)) {
    const searched = ours[room] ?? [];
    const noteOf = (/** @type {string} */ name) =>
      NOTES[`${room}.${name}`] ?? (room === "torch" ? NOTES[`torch.Tensor.${name}`] : undefined);
    const nameOf = (/** @type {string} */ name) => noteOf(name)?.here ?? camelCase(name);
    const placeOf = (/** @type {string} */ name) =>
      searched.find((place) => place.names.includes(nameOf(name)));
    const missing = names.filter((name) => !placeOf(name));
    const present = names.filter((name) => placeOf(name));
    for (const name of present) known.add(`${placeOf(name)?.told} ${nameOf(name)}`);
    const noted = present.filter(noteOf);
    counts.push(`| \`${room}\` | ${present.length} | ${noted.length} | ${missing.length} |`);

    const lines = [`## ${room}`];
    for (const { told, names: own } of searched) {
      const found = present.filter((name) => placeOf(name)?.names === own);
      const alike = found.filter((name) => !noted.includes(name)).map(nameOf);
      if (alike.length > 0) lines.push(`In ${told}: ${list([...new Set(alike)])}.`);
    }
    if (noted.length > 0) {
      const rows = noted.map((name) => {
        const { note = "The name alone." } = noteOf(name) ?? {};
        return `| \`${name}\` | \`${nameOf(name)}\` | ${note} |`;
      });
      lines.push(["| torch | here | what differs |", "|---|---|---|", ...rows].join("\n"));
    }
    if (missing.length > 0) lines.push(`Missing (${missing.length}): ${list(missing)}.`);
    sections.push(lines.join("\n\n"));
  }

  const all = new Map(
    Object.values(ours)
      .flat()
      .map((place) => [place.told, place.names]),
  );
  const only = [...all].flatMap(([told, names]) => {
    const rest = names.filter(
      (name) => !known.has(`${told} ${name}`) && !["functional", "linalg"].includes(name),
    );
    return rest.length > 0 ? [`In ${told}: ${list(rest)}.`] : [];
  });
  const summary = ["| torch | here | of these differ | missing |", "|---|---|---|---|", ...counts];
  const last = ["## Names that torch does not have", ...only].join("\n\n");
  return `${[INTRODUCTION, summary.join("\n"), ...sections, last].join("\n\n")}\n`;
}

/**
 * The library's build.
 * @returns {Promise<Rooms>}
 */
async function build() {
  const [tensor, nn, optim, training, random] = await Promise.all([
    import("dropout-lab/tensor"),
    import("dropout-lab/nn"),
    import("dropout-lab/optim"),
    import("dropout-lab/training"),
    import("dropout-lab/random"),
  ]);
  return { tensor, nn, optim, training, random };
}

/** What is wrong with the committed page, or undefined. @param {string} python */
export async function staleTable(python) {
  const page = torchTable(python, await build());
  const isCurrent = readFileSync(file, "utf8") === page;
  return isCurrent ? undefined : "docs/torch.md: must be what `npm run docs -- torch` writes";
}

/** Writes the page. @param {string} python */
export async function writeTable(python) {
  writeFileSync(file, torchTable(python, await build()));
}
