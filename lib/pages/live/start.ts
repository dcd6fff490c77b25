import { live } from "./live.ts";

globalThis.dropoutLab = { live: (parts) => live(parts) };
