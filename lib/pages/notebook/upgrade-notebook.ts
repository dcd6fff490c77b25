type Plain = Record<string, unknown>;

/** What nbformat 3 and 2 call the types of an output, after their keys. */
const TYPES: Record<string, string> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
  pdf: "application/pdf",
};

/**
 * A file of nbformat 1 to 3 as one of nbformat 4: cells out of their worksheets, headings as
 * Markdown, outputs by MIME type. What is no such file comes back as it is.
 *
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html#backward-compatible-changes
 */
export function upgradeNotebook(file: unknown): unknown {
  if (!isPlain(file)) return file;
  // Some programs write the version as text.
  const isOld = file.nbformat !== undefined && Number(file.nbformat) < 4;
  // The first notebooks did not say their version; some call themselves newer than they are.
  if (!isOld && !(Array.isArray(file.worksheets) && !Array.isArray(file.cells))) return file;
  const sheets = Array.isArray(file.worksheets) ? file.worksheets : [file];
  const lists = sheets.flatMap((sheet) =>
    isPlain(sheet) && Array.isArray(sheet.cells) ? [sheet.cells] : [],
  );
  // Without one there is nothing to upgrade.
  if (lists.length === 0 && sheets.length > 0) return file;
  const cells = lists.flat();
  const { name, ...metadata } = isPlain(file.metadata) ? file.metadata : {};
  const language = cells.find((cell) => isPlain(cell) && typeof cell.language === "string");
  return {
    nbformat: 4,
    nbformat_minor: 0,
    metadata: {
      ...(typeof name === "string" && name !== "" ? { title: name } : {}),
      ...(language ? { language_info: { name: language.language } } : {}),
      ...metadata,
    },
    cells: cells.map(upgradeCell),
  };
}

function upgradeCell(cell: unknown): unknown {
  if (!isPlain(cell)) return cell;
  const metadata = isPlain(cell.metadata) ? cell.metadata : {};
  const source = cell.source ?? cell.text ?? cell.input ?? cell.code ?? "";
  switch (cell.cell_type) {
    case "code":
      return {
        cell_type: "code",
        execution_count: cell.prompt_number ?? null,
        metadata: cell.collapsed === true ? { ...metadata, collapsed: true } : metadata,
        source: cell.input ?? cell.code ?? source,
        outputs: Array.isArray(cell.outputs)
          ? cell.outputs.map(upgradeOutput)
          : upgradeOutput(cell.outputs),
      };
    case "heading": {
      const level = Math.min(6, Math.max(1, Number(cell.level) || 1));
      // A heading of Markdown is one line.
      const line = textOf(source).replace(/\s*\n\s*/g, " ");
      return { cell_type: "markdown", metadata, source: `${"#".repeat(level)} ${line}` };
    }
    // HTML is Markdown too.
    case "text":
    case "html":
    case "markdown":
      return { cell_type: "markdown", metadata, source };
    case "rst":
      return {
        cell_type: "raw",
        metadata: { ...metadata, format: "text/restructuredtext" },
        source,
      };
    default:
      return { ...cell, metadata, source };
  }
}

function upgradeOutput(output: unknown): unknown {
  if (!isPlain(output)) return output;
  const metadata = isPlain(output.metadata) ? output.metadata : {};
  switch (output.output_type) {
    case "stream":
      return { output_type: "stream", name: output.stream ?? "stdout", text: output.text ?? "" };
    case "pyerr":
    case "error": {
      const { ename, evalue, traceback } = output;
      return { output_type: "error", ename, evalue, traceback };
    }
    case "pyout":
    case "execute_result":
      return {
        output_type: "execute_result",
        execution_count: output.prompt_number ?? null,
        data: bundleOf(output),
        metadata,
      };
    case "display_data":
      return { output_type: "display_data", data: bundleOf(output), metadata };
    default:
      return output;
  }
}

function bundleOf(output: Plain): Plain {
  const data: Plain = {};
  for (const [key, value] of Object.entries(output)) {
    const type = key.includes("/") ? key : TYPES[key];
    if (type !== undefined) data[type] = type === "application/json" ? parsed(value) : value;
  }
  return data;
}

/** JSON was stored as text. */
function parsed(value: unknown): unknown {
  try {
    return JSON.parse(textOf(value));
  } catch {
    return value;
  }
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join("") : `${value}`;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
