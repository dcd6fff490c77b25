/// <reference lib="dom" />

/** The colours and the font of the theme that JupyterLab wears. */
export interface Theme {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly font: string;
}

/** The theme in which an element stands. */
export function themeAt(element: Element): Theme {
  const style = getComputedStyle(element);
  const variable = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: plainColor(variable("--jp-layout-color0") || "white"),
    ink: plainColor(variable("--jp-ui-font-color1") || style.color),
    faint: plainColor(variable("--jp-ui-font-color3") || style.color),
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

/** A Plotly template: what a figure wears unless it says otherwise. */
export function themeTemplate({ ground, ink, faint, line, font }: Theme): object {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line };
  // Plotly paints the button that was pressed last almost white, whatever the others are.
  const buttons = { bgcolor: "#ffffff", bordercolor: line, font: { color: "#24292f" } };
  const cells = { fill: { color: ground }, line: { color: line } };
  return {
    layout: {
      paper_bgcolor: ground,
      plot_bgcolor: ground,
      font: { color: ink, family: font },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: faint, activecolor: ink },
      xaxis: axis,
      yaxis: axis,
      polar: { bgcolor: ground, angularaxis: axis, radialaxis: axis },
      ternary: { bgcolor: ground, aaxis: axis, baxis: axis, caxis: axis },
      geo: { bgcolor: ground, landcolor: ground, lakecolor: ground, subunitcolor: line },
      scene: Object.fromEntries(
        ["xaxis", "yaxis", "zaxis"].map((name) => [name, { ...axis, backgroundcolor: ground }]),
      ),
      annotationdefaults: { arrowcolor: ink },
      shapedefaults: { line: { color: ink } },
      updatemenudefaults: buttons,
      sliderdefaults: { bgcolor: line, bordercolor: line },
    },
    data: { table: [{ cells, header: cells }] },
  };
}
