import { selectedExchange } from '../inspector/inspector-commands.ts';
import { type ScreenState, type Step, say, stay, type World } from '../screen-state.ts';

/** Copies a line for a shell that repeats the exchange selected in Traffic or Connections. */
export function copyRequest(state: ScreenState, { snapshot }: World): Step {
	const connection = selectedExchange(state, snapshot);
	return connection === undefined
		? stay(say(state, 'there is no exchange to copy', 'warning'))
		: { ...stay(state), errand: { kind: 'copy-request', connection } };
}
