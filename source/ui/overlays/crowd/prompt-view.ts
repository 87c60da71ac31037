import type { Snapshot } from '../../../lab/snapshot.ts';
import { dispatch } from '../../effects.ts';
import { formatCount } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { modeOf, onlyShown } from '../../mode.ts';
import { chosenAddress } from '../../panels/client/client-hosts.ts';
import { newError } from '../../screen-reader/new-error.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import { overlayView } from '../overlay-view.tsx';
import { crowdQuestion } from './announce.ts';
import { CrowdPrompt } from './crowd-prompt.tsx';
import type { CrowdPromptState } from './crowd-state.ts';

/** The most clients that a crowd may have, and the most that may come each second. */
const crowdLimits = { clients: 28_000, ratePerSecond: 100_000 } as const;

/** The question how many clients a crowd is to have. */
export const crowdPromptView = overlayView('crowd-prompt', {
	contexts: ['crowd-prompt', 'typing'],
	update: updateCrowdPrompt,
	anywhere: { crowd: (state, world) => stay(openCrowd(state, world)) },
	// What is typed takes the place of what was proposed.
	type: (prompt, text, state) =>
		stay(withField(state, prompt, insertText(prompt.isTouched ? prompt[prompt.field] : '', text.trim()))),
	Component: CrowdPrompt,
	spoken: {
		arrival: (_, model) => crowdQuestion(model),
		moved: newError,
		field: ({ field, ...texts }) => ({
			label: field === 'clients' ? 'Clients' : 'A second, or nothing for all at once',
			text: texts[field],
		}),
		// Its two numbers are fields that name themselves.
		isQuiet: true,
	},
});

/** Asks how many clients the crowd is to have; where one is under way, or has ended unseen, shows that. */
function openCrowd(state: ScreenState, { snapshot }: World): ScreenState {
	const { crowd, replay } = snapshot;
	const isLeft = crowd !== undefined && crowd.id === state.crowdLeft;
	if (isLeft || crowd?.status === 'running' || (replay !== undefined && crowd !== undefined)) {
		const crowdLeft = crowd.status === 'running' ? state.crowdLeft : undefined;
		return { ...state, overlay: { kind: 'crowd' }, crowdLeft };
	}
	if (replay !== undefined) {
		return say(state, `${onlyShown(modeOf(snapshot))}: no crowd can be sent`, 'warning');
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

function updateCrowdPrompt(
	prompt: CrowdPromptState,
	command: Command,
	state: ScreenState,
	{ snapshot }: World,
): Update | undefined {
	const { field } = prompt;
	switch (command) {
		case 'accept':
			return send(prompt, state, snapshot);
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

function send(prompt: CrowdPromptState, state: ScreenState, snapshot: Snapshot): Update {
	const wrong = (field: CrowdPromptState['field'], error: string): Update =>
		stay({ ...state, overlay: { ...prompt, field, error } });
	const clients = numberIn(prompt.clients, crowdLimits.clients);
	if (clients === undefined) {
		return wrong('clients', `clients is a whole number from 1 to ${formatCount(crowdLimits.clients)}`);
	}
	const ratePerSecond = numberIn(prompt.rate, crowdLimits.ratePerSecond);
	if (prompt.rate !== '' && ratePerSecond === undefined) {
		const most = formatCount(crowdLimits.ratePerSecond);
		return wrong('rate', `a second is a whole number from 1 to ${most}, or nothing for all at once`);
	}
	const address = chosenAddress(state, snapshot);
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
