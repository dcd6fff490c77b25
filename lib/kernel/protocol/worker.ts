import { workerData } from "node:worker_threads";
import type { WorkerStart } from "../link/messages.ts";
import { Language } from "./language.ts";

const start = workerData as WorkerStart;
// It takes longest to start, in a process of its own: before the rest is even loaded.
const language = new Language(start.directory);
const { serve } = await import("./serve.ts");
await serve(start, language);
