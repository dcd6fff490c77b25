import type {
  ParameterInformation,
  SignatureHelp as ProtocolSignatureHelp,
} from "vscode-languageserver-protocol";
import { withoutInternalNames } from "./diagnostic.ts";
import { markupText, plainText } from "./markup.ts";

/** One overload of the called function. */
export interface Signature {
  label: string;
  documentation: string;
  parameters: { label: string; documentation: string }[];
}

/** The call around an offset: its overloads, the fitting one and the parameter being written. */
export interface SignatureHelp {
  signatures: Signature[];
  activeSignature: number;
  activeParameter: number;
  /** The active overload as Markdown, the active parameter named below it. */
  markdown: string;
  text: string;
}

function parameterLabel(label: ParameterInformation["label"], signature: string): string {
  return typeof label === "string" ? label : signature.slice(label[0], label[1]);
}

/** Signature help out of the server's; undefined if there is no call. */
export function signatureHelpOf(help: ProtocolSignatureHelp | null): SignatureHelp | undefined {
  if (!help || help.signatures.length === 0) return undefined;
  const signatures = help.signatures.map(({ label, documentation, parameters }) => ({
    label: withoutInternalNames(label),
    documentation: markupText(documentation),
    parameters: (parameters ?? []).map((parameter) => ({
      label: withoutInternalNames(parameterLabel(parameter.label, label)),
      documentation: markupText(parameter.documentation),
    })),
  }));
  const activeSignature = Math.min(help.activeSignature ?? 0, signatures.length - 1);
  const active = signatures[activeSignature];
  const chosen = help.signatures[activeSignature]?.activeParameter ?? help.activeParameter ?? 0;
  const parameter = active?.parameters[chosen];
  const markdown = [
    `\`\`\`typescript\n${active?.label ?? ""}\n\`\`\``,
    signatures.length > 1 ? `${activeSignature + 1} of ${signatures.length} overloads` : "",
    parameter ? `**\`${parameter.label}\`** ${parameter.documentation}`.trim() : "",
    active?.documentation ?? "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  return {
    signatures,
    activeSignature,
    activeParameter: chosen,
    markdown,
    text: plainText(markdown),
  };
}
