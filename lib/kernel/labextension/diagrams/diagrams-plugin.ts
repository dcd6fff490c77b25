/// <reference lib="dom" />
import type { MimeModel, Plugin, RenderMimeRegistry, SharedPackages } from "../jupyterlab.ts";

/** The SVG of a diagram beside its PNG: a convention, `plot/diagram.ts` in the library. */
const DIAGRAM_TYPE = "application/vnd.dropout-lab.diagram+xml";

const CLASS = "dropout-lab-diagram";
// A diagram has colours for both; as a picture it is in the scheme of what is around it.
const STYLES = `.${CLASS}{max-width:100%;height:auto;color-scheme:light}
body[data-jp-theme-light="false"] .${CLASS}{color-scheme:dark}`;

/** Draws diagrams in the colours of the theme, in trusted notebooks and others. */
export function diagramsPlugin(shared: SharedPackages): Plugin {
  const { Widget } = shared["@lumino/widgets"];
  return {
    id: "dropout-lab:diagrams",
    description: "Draws diagrams in the colours of the theme.",
    autoStart: true,
    requires: [shared["@jupyterlab/rendermime"].IRenderMimeRegistry],
    optional: [],
    activate(_, renderers: RenderMimeRegistry) {
      const styles = new CSSStyleSheet();
      styles.replaceSync(STYLES);
      document.adoptedStyleSheets.push(styles);
      const createRenderer = () => {
        const widget = new Widget();
        const renderModel = async (model: MimeModel) => {
          widget.node.replaceChildren(pictureOf(model));
        };
        return Object.assign(widget, { renderModel });
      };
      renderers.addFactory({ safe: true, mimeTypes: [DIAGRAM_TYPE], createRenderer }, 0);
    },
  };
}

/** The diagram as a picture: nothing in it runs or loads. */
function pictureOf({ data, metadata }: MimeModel): HTMLImageElement {
  const { alt, width } = (metadata[DIAGRAM_TYPE] ?? {}) as { alt?: unknown; width?: unknown };
  const picture = document.createElement("img");
  picture.className = CLASS;
  picture.alt = typeof alt === "string" ? alt : `${data["text/plain"] ?? ""}`;
  if (typeof width === "number") picture.width = width;
  picture.src = `data:image/svg+xml,${encodeURIComponent(`${data[DIAGRAM_TYPE]}`)}`;
  return picture;
}
