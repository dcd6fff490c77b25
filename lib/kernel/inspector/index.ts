export { MainThreadSession } from "./main-thread-session.ts";
export { OwnSession } from "./own-session.ts";
