import type { Action } from '../../../lab/actions.ts';
import type { CrowdState } from '../../../lab/crowd-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { dispatch } from '../../effects.ts';
import { formatCount } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { chosenAddress, chosenHost } from '../../panels/client/client-hosts.ts';
import { overlayOf, type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import type { CrowdPromptState, CrowdTarget } from './crowd-state.ts';

/** The most clients that a crowd may have, and the most that may come each second. */
export const crowdLimits = { clients: 28_000, ratePerSecond: 100_000 } as const;

/** Asks how many clients the crowd is to have; where a crowd is under way, shows it. */
export function openCrowd(state: ScreenState, { snapshot }: World): ScreenState {
	const { crowd, replay } = snapshot;
	if (crowd?.status === 'running' || (replay !== undefined && crowd !== undefined)) {
		return { ...state, overlay: { kind: 'crowd' } };
	}
	if (replay !== undefined) {
		return say(state, 'this is a recording: no crowd can be sent', 'warning');
	}
	if (chosenAddress(state, snapshot) === undefined) {
		return say(state, 'there is no host to send a crowd to: / adds one', 'warning');
	}
	return {
		...state,
		focused: 'client',
		overlay: {
			kind: 'crowd-prompt',
			field: 'clients',
			clients: String(crowd?.clients ?? 100),
			rate: crowd?.ratePerSecond === undefined ? '' : String(crowd.ratePerSecond),
			isTouched: false,
		},
	};
}

/** Where a crowd would go now, and through what. */
export function crowdTarget(state: ScreenState, snapshot: Snapshot): CrowdTarget {
	const host = chosenHost(state, snapshot)?.label ?? chosenAddress(state, snapshot) ?? '';
	return { host, transforms: state.client.transforms };
}

/** What a command does while a crowd’s size is asked for; undefined where it does nothing of its own. */
export function updateCrowdPrompt(state: ScreenState, command: Command, world: World): Update | undefined {
	const prompt = overlayOf(state, 'crowd-prompt');
	if (prompt === undefined) {
		return undefined;
	}
	const { field } = prompt;
	switch (command) {
		case 'accept':
			return send(state, prompt, world);
		case 'up':
		case 'down': {
			const other = field === 'clients' ? 'rate' : 'clients';
			return stay({ ...state, overlay: { ...prompt, field: other, isTouched: false } });
		}
		default: {
			const erased = erasedText(prompt[field], command);
			return erased === undefined ? undefined : stay(withField(state, prompt, erased));
		}
	}
}

/** The field with text typed, which takes the place of what was proposed. */
export function typeCrowd(state: ScreenState, text: string): ScreenState {
	const prompt = overlayOf(state, 'crowd-prompt');
	return prompt === undefined
		? state
		: withField(state, prompt, insertText(prompt.isTouched ? prompt[prompt.field] : '', text.trim()));
}

/** What a command does while a crowd is shown: esc cancels one that is under way, and leaves one that has ended. */
export function updateCrowd(
	state: ScreenState,
	command: Command,
	{ snapshot: { crowd, replay } }: World,
): Update | undefined {
	const overlay = overlayOf(state, 'crowd');
	if (overlay === undefined || crowd === undefined || replay !== undefined) {
		return undefined;
	}
	const isRunning = crowd.status === 'running' && crowd.id !== overlay.after;
	if (command === 'close' && isRunning) {
		return {
			state: { ...state, overlay: { ...overlay, cancelling: crowd.id } },
			effects: [dispatch({ type: 'cancel-crowd' })],
		};
	}
	if (command === 'accept' && !isRunning) {
		return { state: { ...state, overlay: { kind: 'crowd', after: crowd.id } }, effects: [dispatch(sameAgain(crowd))] };
	}
	return undefined;
}

function sameAgain({ address, transforms, clients, ratePerSecond }: CrowdState): Action {
	return { type: 'start-crowd', address, transforms, clients, ...(ratePerSecond !== undefined && { ratePerSecond }) };
}

function send(state: ScreenState, prompt: CrowdPromptState, { snapshot }: World): Update {
	const address = chosenAddress(state, snapshot);
	const wrong = (field: CrowdPromptState['field'], error: string): Update =>
		stay({ ...state, overlay: { ...prompt, field, error } });
	const clients = numberIn(prompt.clients, crowdLimits.clients);
	if (clients === undefined) {
		return wrong('clients', `clients is a whole number from 1 to ${formatCount(crowdLimits.clients)}`);
	}
	const ratePerSecond = prompt.rate === '' ? undefined : numberIn(prompt.rate, crowdLimits.ratePerSecond);
	if (prompt.rate !== '' && ratePerSecond === undefined) {
		const most = formatCount(crowdLimits.ratePerSecond);
		return wrong('rate', `a second is a whole number from 1 to ${most}, or nothing for all at once`);
	}
	if (address === undefined) {
		return stay(state);
	}
	const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
	return {
		state: { ...state, overlay: { kind: 'crowd', after: snapshot.crowd?.id } },
		effects: [dispatch({ type: 'start-crowd', address, transforms: state.client.transforms, clients, ...rate })],
	};
}

function numberIn(text: string, most: number): number | undefined {
	const number = /^\d+$/.test(text) ? Number(text) : 0;
	return number >= 1 && number <= most ? number : undefined;
}

function withField(state: ScreenState, prompt: CrowdPromptState, text: string): ScreenState {
	const { error: _error, ...rest } = prompt;
	return { ...state, overlay: { ...rest, [prompt.field]: text, isTouched: true } };
}
