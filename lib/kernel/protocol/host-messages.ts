import type { CellId, FromHost } from "../link/messages.ts";
import type { LoadedModules } from "../modules/loaded-modules.ts";
import type { Cell } from "./cell.ts";
import type { Cells } from "./cells.ts";
import type { ChildProcesses } from "./child-processes.ts";
import type { HostInbox } from "./host-inbox.ts";
import type { HostLink } from "./host-link.ts";
import type { Interrupts } from "./interrupts.ts";
import type { Language } from "./language.ts";
import type { NativeOutput } from "./native-output.ts";
import type { Tracebacks } from "./traceback.ts";

/** Who sees to what the main thread says. */
export interface HostMessageTargets {
  /** Takes the names of the main thread's globals, once. */
  ready: (globals: string[]) => void;
  link: HostLink;
  inbox: HostInbox;
  cells: Cells;
  interrupts: Interrupts;
  children: ChildProcesses;
  native: NativeOutput;
  language: Language;
  modules: LoadedModules;
  tracebacks: Tracebacks;
}

/** Hands each message of the main thread to whom it concerns. */
export class HostMessages {
  readonly #targets: HostMessageTargets;

  constructor(targets: HostMessageTargets) {
    this.#targets = targets;
  }

  receive(message: FromHost): void {
    const { link, inbox, interrupts, children, native, language, modules, tracebacks } =
      this.#targets;
    switch (message.type) {
      case "ready":
        this.#targets.ready(message.globals);
        break;
      case "globals":
        language.now?.service?.addGlobals(message.names);
        break;
      case "done":
        inbox.flush();
        this.#targets.cells.get(message.cell)?.settle(message.result);
        break;
      case "display": {
        const { display, displayId, update } = message;
        this.#speaking(message.cell)?.publisher.display(display, {
          ...(displayId === undefined ? {} : { displayId }),
          ...(update === undefined ? {} : { update }),
        });
        break;
      }
      case "clear":
        this.#speaking(message.cell)?.publisher.clear(message.wait);
        break;
      case "broadcast":
        this.#speaking(message.cell)?.publisher.broadcast(
          message.messageType,
          message.content,
          message,
        );
        break;
      case "uncaught": {
        const { cells } = this.#targets;
        const speaking = this.#speaking(message.cell);
        // The end of a child may reach the main thread before the news that its cell is over. What it
        // rejects then is no error of the learner's.
        if (speaking?.hasLostChildren && speaking === cells.newest) break;
        speaking?.publisher.error(tracebacks.render(message.error, { isUncaught: true }));
        break;
      }
      case "input":
        void this.#speaking(message.cell)
          ?.publisher.input(message)
          .then((answer) => link.answerInput(answer));
        break;
      case "exit": {
        const speaking = this.#speaking(message.cell);
        if (speaking !== undefined) void interrupts.leave(message, speaking.publisher);
        break;
      }
      case "child":
        children.note(message.id, message.cell);
        break;
      case "childEnded":
        native.flush();
        link.answerChild(message.serial);
        break;
      case "redirected":
        native.listen();
        break;
      case "compiled":
        modules.add(message.module);
        break;
      case "frames": {
        const { serial, lines } = message;
        link.answerFrames({ serial, lines: tracebacks.locate(lines) });
        break;
      }
      case "look":
        link.looked(message.serial, message.look);
        break;
      case "pong":
        link.pong(message.serial);
        break;
      case "sigint":
        interrupts.interruptCell();
        break;
      default:
        message satisfies never;
    }
  }

  /** The cell that publishes something now: after all that was printed before. */
  #speaking(id: CellId): Cell | undefined {
    this.#targets.inbox.flush();
    return this.#targets.cells.ownerOf(id);
  }
}
