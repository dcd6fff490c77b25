import type { Comm } from "./convention.ts";
import { onOpenedComm } from "./convention.ts";
import { type Controls, Interaction, type Sent } from "./interaction.ts";

/** How many can be moved: a cell that runs again and again leaves its old ones behind. */
const MOST = 1000;

/** What the front end asks for. */
interface Request {
  /** Comes back with the answer. */
  readonly serial: unknown;
  readonly values: Sent;
}

let count = 0;
const known = new Map<string, Interaction>();

/** Makes an interaction that the front end can find by its id: the same one in every first run. */
export function makeInteraction(
  controls: Controls,
  render: (values: never) => unknown,
): Interaction {
  if (count === 0) onOpenedComm(answer);
  count += 1;
  const id = `interact-${count}`;
  const interaction = new Interaction(id, controls, render);
  known.set(id, interaction);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return interaction;
}

/** Draws what a comm asks for; one to an interaction that is not there is closed. */
function answer(comm: Comm, opened: unknown): void {
  const id = (opened as { interact?: unknown } | null)?.interact;
  const interaction = known.get(id as string);
  if (interaction === undefined) {
    comm.close();
    return;
  }
  comm.onMessage = async ({ data }) => {
    const { serial, values } = data as Request;
    try {
      comm.send({ serial, ...(await interaction.draw(values)) });
    } catch (error) {
      comm.send({ serial, error: described(error) });
    }
  };
}

function described(error: unknown): { name: string; message: string; stack: string } {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "" };
  return { name: error.name, message: error.message, stack: String(error.stack) };
}
