// Runs random programs here and in the real torch, and compares every byte.
import "./ready.js";
import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ensure, named, PythonError } from "./python/environment.js";

/** How many programs torch is asked ahead. */
const AT_ONCE = 20;

const usage = `npm run test:torch -- [--programs N] [--seed N] [--only NAME] [--replay FILE] [--python PATH]

Runs N random programs (1,000 if left out) in this library and in torch, at 1 and at 2 threads,
and compares every byte of every result and of the generators' final states. Here each runs twice:
with WebAssembly and with the plain loops. Half as many programs then mix writes in place with
gradients: backward must fail where torch's fails, and else bring torch's gradients. As many run a
random net: it learns, is frozen in parts, changes modes, saves, loads, tells its names. Three times as
many calls of single functions, with arguments of any kind, shape and strides, follow. At last,
docs/torch.md must be what \`npm run docs -- torch\` would write. What fails is saved as
test-torch-SEED-N.json in the working folder, npm's being the checkout; no run removes one.
--seed     makes the programs of an earlier run again
--only     runs only programs, gradients, nets or calls, or calls the functions whose names hold NAME
--replay   runs the one program of a file that a failure left
--python   a Python that has torch 2.13.0, instead of the environment made on demand`;

const values = readArguments();
if (values.help) {
  console.log(usage);
  process.exit(0);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        programs: { type: "string", default: "1000" },
        seed: { type: "string", default: String(randomInt(0x80000000)) },
        only: { type: "string" },
        replay: { type: "string" },
        python: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    const { replay } = values;
    const programs = Number(values.programs);
    if (!Number.isInteger(programs) || programs < 1) {
      throw new RangeError(`--programs: must be a positive integer, got ${values.programs}`);
    }
    return { ...values, programs, saved: replay && JSON.parse(readFileSync(replay, "utf8")) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return process.exit(2);
  }
}

process.exitCode = await main().catch((error) => {
  if (!(error instanceof PythonError)) throw error;
  console.error(error.message);
  return 1;
});

async function main() {
  // Imported here: the build that `ready.js` makes must be there first.
  const [wasm, random, fills, tensor, nn, optim, training] = await Promise.all([
    import("../lib/library/dist/wasm/index.js"),
    import("dropout-lab/random"),
    import("../lib/library/dist/random/internal.js"),
    import("dropout-lab/tensor"),
    import("dropout-lab/nn"),
    import("dropout-lab/optim"),
    import("dropout-lab/training"),
  ]);
  const { makeProgram } = await import("../lib/library/nn/testing/torch/program.js");
  const { runProgram } = await import("../lib/library/nn/testing/torch/run.js");
  const { makeGradientProgram } = await import("./torch/gradient-program.js");
  const { runGradients } = await import("./torch/run-gradients.js");
  const { makeModuleProgram } = await import("./torch/module-program.js");
  const { runModules } = await import("./torch/run-modules.js");
  const { moduleDifferences } = await import("./torch/module-differences.js");
  const { makeCall, runCall } = await import("./torch/calls.js");
  const { callDifferences } = await import("./torch/call-differences.js");
  const { CALLS } = await import("../lib/library/nn/testing/torch/calls/index.js");
  const { gradientDifferences } = await import("./torch/gradient-differences.js");
  const { differences } = await import("../lib/library/nn/testing/torch/differences.js");
  const { startTorch } = await import("./torch/reference.js");

  const { staleTable } = await import("./docs/torch-names.js");

  const python = values.python === undefined ? ensure("torch") : named(values.python, ["torch"]);
  const torch = await startTorch(python);
  if (!torch.version.startsWith("2.13.")) {
    torch.stop();
    console.error(`torch: must be 2.13, got ${torch.version}`);
    return 1;
  }
  // Which ranks dropout warns of has a test of its own; torch's warnings are off, too.
  console.warn = () => {};
  const { only, replay, saved, seed } = values;
  console.log(replay ? `torch ${torch.version}` : `torch ${torch.version}, --seed ${seed}`);
  const library = { random, fills, tensor, nn, optim, training };
  const draws = {
    title: "programs",
    count: values.programs,
    make: makeProgram,
    run: (/** @type {any} */ program) => runProgram(program, library),
    compare: differences,
  };
  const gradients = {
    title: "programs of gradients",
    count: Math.ceil(values.programs / 2),
    make: makeGradientProgram,
    run: (/** @type {any} */ program) => runGradients(program, library),
    compare: gradientDifferences,
  };
  const modules = {
    title: "programs of nets",
    count: Math.ceil(values.programs / 2),
    make: makeModuleProgram,
    run: (/** @type {any} */ program) => runModules(program, library),
    compare: moduleDifferences,
  };
  const chosen = CALLS.filter(
    ({ name }) => only === undefined || only === "calls" || name.includes(only),
  );
  const calls = {
    title: "calls",
    count: 3 * values.programs,
    make: (/** @type {() => number} */ random, /** @type {number} */ i) =>
      makeCall(random, i, chosen),
    run: (/** @type {any} */ program) => runCall(program, library),
    compare: callDifferences,
  };
  const kindOf = (/** @type {any} */ program) => {
    if ("call" in program) return calls;
    if ("net" in program) return modules;
    return "given" in program ? gradients : draws;
  };
  const all = [draws, gradients, modules, calls];
  const wanted = only === undefined ? all : all.filter(({ title }) => title.endsWith(only));
  const kinds = saved ? [kindOf(saved)] : wanted.length > 0 ? wanted : [calls];

  let [total, failed] = [0, 0];
  for (const { title, count, make, run, compare } of kinds) {
    for (let first = 0; first < (saved ? 1 : count); first += AT_ONCE) {
      const programs = saved
        ? [saved]
        : Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) =>
            make(random.seeded(`${seed} ${first + i}`).random, first + i),
          );
      // torch works on them while they run here.
      const asked = programs.map((program) =>
        Promise.all([torch.run(program, 1), torch.run(program, 2)]),
      );
      for (const [i, program] of programs.entries()) {
        const [fast, plain] = [run(program), wasm.withoutWasm(() => run(program))];
        /** @type {Map<string, string[]>} what differs, and where */
        const found = new Map();
        for (const [thread, theirs] of /** @type {any[]} */ (await asked[i]).entries()) {
          for (const [how, ours] of /** @type {const} */ ([
            ["WebAssembly", fast],
            ["plain loops", plain],
          ])) {
            for (const line of compare(program, /** @type {any} */ (ours), theirs)) {
              const places = found.get(line) ?? [];
              found.set(line, [...places, `${how}, torch on ${thread + 1} threads`]);
            }
          }
        }
        total++;
        if (found.size === 0) continue;
        failed++;
        const file = replay ?? `test-torch-${seed}-${total - 1}.json`;
        writeFileSync(file, `${JSON.stringify(program, null, 1)}\n`);
        const lines = [...found].map(([line, places]) =>
          places.length === 4 ? line : `${line} (${places.join("; ")})`,
        );
        console.error(
          `${title}, ${first + i}: ${lines.join("\n  ")}\n  saved: ${file}, run it by --replay`,
        );
      }
      const done = Math.min(first + AT_ONCE, count);
      if (!saved && done % 500 === 0) console.log(`${done} of ${count} ${title}`);
    }
  }
  torch.stop();
  const stale = saved || only !== undefined ? undefined : await staleTable(python);
  if (stale) console.error(stale);
  console.log(`${total - failed} passed, ${failed} failed`);
  return failed === 0 && !stale ? 0 : 1;
}
