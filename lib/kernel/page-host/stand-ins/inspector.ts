/** What stands for the inspector's sessions in a worker, which has none: nobody asks for one there. */
export class OwnSession {
  constructor() {
    throw new Error("OwnSession: must be asked for in Node, got a browser");
  }
}
