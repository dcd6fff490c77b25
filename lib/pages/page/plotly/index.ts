export { figureParts } from "./parts.ts";
export { plotlyScript } from "./plotly-script.ts";
