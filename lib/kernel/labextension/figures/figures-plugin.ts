import type {
  MimeModel,
  Plugin,
  RendererFactory,
  RenderMimeRegistry,
  SharedPackages,
  ThemeManager,
} from "../jupyterlab.ts";
import { LiveFigure, type StoredPicture } from "./live-figure.ts";
import { loadPlotly } from "./plotly.ts";
import { readFigure } from "./read-figure.ts";

const PLOTLY_TYPE = "application/vnd.plotly.v1+json";

/** Draws Plotly figures, live and in the theme's colours, in trusted notebooks and others. */
export function figuresPlugin(shared: SharedPackages): Plugin {
  const { Widget } = shared["@lumino/widgets"];
  return {
    id: "dropout-lab:figures",
    description: "Draws Plotly figures, live and in the colours of the theme.",
    autoStart: true,
    requires: [shared["@jupyterlab/rendermime"].IRenderMimeRegistry],
    optional: [shared["@jupyterlab/apputils"].IThemeManager],
    activate(app, renderers: RenderMimeRegistry, themes: ThemeManager | null) {
      const figures = new Set<LiveFigure>();
      const factory: RendererFactory = {
        safe: true,
        mimeTypes: [PLOTLY_TYPE],
        createRenderer() {
          const widget = new Widget();
          const figure = new LiveFigure(widget.node, loadPlotly);
          figures.add(figure);
          widget.disposed.connect(() => {
            figures.delete(figure);
            figure.dispose();
          });
          const renderModel = async (model: MimeModel) => {
            figure.show(readFigure(model.data[PLOTLY_TYPE]), storedPicture(model));
          };
          return Object.assign(widget, { renderModel });
        },
      };
      themes?.themeChanged.connect(() => {
        for (const figure of figures) figure.followTheme();
      });
      renderers.addFactory(factory, 0);
      // Of two renderers of one type the one added last counts, and the one that the plotly package
      // of Python brings is added after all plugins are activated.
      void app.started.then(() => renderers.addFactory(factory, 0));
    },
  };
}

function storedPicture({ data, metadata }: MimeModel): StoredPicture {
  const png = data["image/png"];
  const { alt } = (metadata["image/png"] ?? {}) as { alt?: unknown };
  return {
    source: typeof png === "string" ? `data:image/png;base64,${png}` : undefined,
    alt: typeof alt === "string" ? alt : "",
    text: `${data["text/plain"] ?? ""}`,
  };
}
