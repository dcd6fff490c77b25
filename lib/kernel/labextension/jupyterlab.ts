/// <reference lib="dom" />

// What the extension uses of JupyterLab and Notebook 7, which hand it over as they start. Their own
// declarations would bring some eighty packages.

/** By what a plugin names a service of the application. */
export type Token = object;

/** The application that plugins extend. */
export interface Application {
  /** Resolves when all plugins are activated. */
  readonly started: Promise<void>;
}

/** A plugin, as the application takes it. */
export interface Plugin {
  readonly id: string;
  readonly description: string;
  readonly autoStart: boolean;
  readonly requires: readonly Token[];
  readonly optional: readonly Token[];
  /** Called with the application, then the services in the order of `requires` and `optional`. */
  // biome-ignore lint/suspicious/noExplicitAny: which services they are depends on the tokens
  activate(app: Application, ...services: any[]): void;
}

/** An event that can be listened to. */
export interface Signal {
  connect(listener: () => void): void;
}

/** A part of the user interface. */
export interface Widget {
  readonly node: HTMLElement;
  readonly disposed: Signal;
}

/** An output as a cell holds it. */
export interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Makes the widgets that show one or more MIME types. */
export interface RendererFactory {
  /** Whether it may draw what comes from a notebook that is not trusted. */
  readonly safe: boolean;
  readonly mimeTypes: readonly string[];
  createRenderer(): Widget & { renderModel(model: MimeModel): Promise<void> };
}

/** Which widget shows which MIME type. */
export interface RenderMimeRegistry {
  addFactory(factory: RendererFactory, rank: number): void;
}

/** The themes of the user interface. */
export interface ThemeManager {
  readonly themeChanged: Signal;
}

/** The packages that the extension takes from the application. */
export interface SharedPackages {
  readonly "@jupyterlab/apputils": { readonly IThemeManager: Token };
  readonly "@jupyterlab/rendermime": { readonly IRenderMimeRegistry: Token };
  readonly "@lumino/widgets": { readonly Widget: new () => Widget };
}
