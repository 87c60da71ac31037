import { selectedExchange } from '../../inspector/update.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';

/** Copies a line for a shell that repeats the exchange selected in Traffic or Connections. */
export function copyRequest(state: ScreenState, { snapshot }: World): Update {
	const connection = selectedExchange(state, snapshot);
	return connection === undefined
		? stay(say(state, 'there is no exchange to copy', 'warning'))
		: { state, effects: [{ kind: 'copy-request', connection }] };
}
