/** What every cell may use without an import, as declarations for the type checker. */
export const JUPYTER_GLOBALS = `
interface JupyterComm {
  readonly id: string;
  readonly targetName: string;
  onMessage: ((message: JupyterCommMessage) => void) | undefined;
  onClose: ((message: JupyterCommMessage) => void) | undefined;
  send(data: unknown, options?: JupyterMessageOptions): void;
  close(data?: unknown): void;
}
interface JupyterCommMessage {
  data: any;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}
interface JupyterMessageOptions {
  metadata?: Record<string, unknown>;
  buffers?: (Uint8Array | ArrayBuffer)[];
}
interface JupyterDisplayOptions {
  /** The value is a MIME bundle already. */
  raw?: boolean;
  metadata?: Record<string, unknown>;
  /** Replaces what was displayed with the same display_id. */
  update?: boolean;
  display_id?: string;
}
/** What a notebook can do and a terminal cannot. */
declare const jupyter: {
  /** Shows a value below the cell. */
  display(value: unknown, options?: JupyterDisplayOptions): Promise<void>;
  /** Publishes a message of any type to every frontend. */
  broadcast(messageType: string, content: Record<string, unknown>, options?: JupyterMessageOptions): Promise<void>;
  /** Removes the cell's outputs; with wait, when the next one comes. */
  clearOutput(options?: { wait?: boolean }): void;
  /** Opens a comm to a target of the frontend. */
  openComm(targetName: string, data?: unknown, options?: JupyterMessageOptions): JupyterComm;
  /** Says what happens when the frontend opens a comm to this target. */
  registerTarget(name: string, opened: (comm: JupyterComm, message: JupyterCommMessage) => void): void;
};
/** The value of the last cell that gave one. */
declare var _: any;
/** The value before the last. */
declare var __: any;
/** The value before that. */
declare var ___: any;
/** The values of the last 100 cells that gave one, by the numbers of the cells. */
declare var Out: Record<number, any>;
/** Asks for a line of text. */
declare function prompt(message?: string, initial?: string): string;
/** Asks for yes or no. */
declare function confirm(message?: string): boolean;
/** Shows a message and waits. */
declare function alert(message?: string): void;
declare module "tslab" {
  export interface Display {
    javascript(s: string): void;
    html(s: string): void;
    markdown(s: string): void;
    latex(s: string): void;
    svg(s: string): void;
    png(b: Uint8Array): void;
    jpeg(b: Uint8Array): void;
    gif(b: Uint8Array): void;
    pdf(b: Uint8Array): void;
    text(s: string): void;
    raw(contentType: string, b: string | Uint8Array): void;
  }
  /** Shows something below the cell. */
  export const display: Display;
  /** A display whose every call replaces what the one before it showed. */
  export function newDisplay(): Display;
  export const versions: { tslab: string; typescript: string; node: string };
}
`;
