/// <reference lib="dom" />

/** The colours and the font of the theme of JupyterLab. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly mutedText: string;
  readonly line: string;
  readonly font: string;
}

/** The theme in which an element stands. */
export function themeAt(element: Element): Theme {
  const style = getComputedStyle(element);
  const variable = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: plainColor(variable("--jp-layout-color0") || "white"),
    text: plainColor(variable("--jp-ui-font-color1") || style.color),
    mutedText: plainColor(variable("--jp-ui-font-color3") || style.color),
    line: plainColor(variable("--jp-border-color2") || style.color),
    font: variable("--jp-ui-font-family") || style.fontFamily,
  };
}

/** A colour in a form that Plotly reads, whatever form a theme gives it. */
function plainColor(color: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${red},${green},${blue},${alpha / 255})`;
}

/** A Plotly template: what a figure looks like unless it says otherwise. */
export function themeTemplate({ background, text, mutedText, line, font }: Theme): object {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line };
  // Plotly paints the button that was pressed last almost white, whatever the others are.
  const buttons = { bgcolor: "#ffffff", bordercolor: line, font: { color: "#24292f" } };
  const cells = { fill: { color: background }, line: { color: line } };
  return {
    layout: {
      paper_bgcolor: background,
      plot_bgcolor: background,
      font: { color: text, family: font },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: mutedText, activecolor: text },
      xaxis: axis,
      yaxis: axis,
      polar: { bgcolor: background, angularaxis: axis, radialaxis: axis },
      ternary: { bgcolor: background, aaxis: axis, baxis: axis, caxis: axis },
      geo: {
        bgcolor: background,
        landcolor: background,
        lakecolor: background,
        subunitcolor: line,
      },
      scene: Object.fromEntries(
        ["xaxis", "yaxis", "zaxis"].map((name) => [name, { ...axis, backgroundcolor: background }]),
      ),
      annotationdefaults: { arrowcolor: text },
      shapedefaults: { line: { color: text } },
      updatemenudefaults: buttons,
      sliderdefaults: { bgcolor: line, bordercolor: line },
    },
    data: { table: [{ cells, header: cells }] },
  };
}
