import { faults } from '../../faults/faults.ts';
import { lessons } from '../../lab/lessons/content/lessons.ts';
import { kindNames, serverKinds } from '../../lab/server-kinds.ts';
import { transforms } from '../../transforms/transforms.ts';
import { commands } from '../commands/commands.ts';
import type { Offer } from '../flags/flag-words.ts';
import { topics } from '../help/topics.ts';

/** A word that a shell can offer, and a few words about it for shells that show them. */
export interface Choice {
	readonly word: string;
	readonly about?: string;
}

/** What a shell offers for a value. */
export type Choices =
	| { readonly kind: 'anything' }
	| { readonly kind: 'file' }
	| { readonly kind: 'directory' }
	| { readonly kind: 'words'; readonly name: string; readonly words: readonly Choice[] }
	/** Words with commas between them. */
	| { readonly kind: 'list'; readonly name: string; readonly words: readonly Choice[] }
	/** A word, an equals sign, and another word. */
	| {
			readonly kind: 'pair';
			readonly name: string;
			readonly words: readonly Choice[];
			readonly seconds: readonly Choice[];
	  };

/** What is offered, with the poems of these names served on the default ports. */
export function choicesOf(offer: Offer | undefined, poems: readonly string[]): Choices {
	switch (offer) {
		case undefined:
			return { kind: 'anything' };
		case 'file':
		case 'directory':
			return { kind: offer };
		case 'poem-address':
			return words(offer, [
				...poems.map((poem, index) => ({ word: `:${serverKinds.poetry.firstPort + index}`, about: `poetry/${poem}` })),
				...poems.map((poem, index) => ({ word: `:${serverKinds.proxy.firstPort + index}`, about: `proxy/${poem}` })),
			]);
		case 'transform-address':
			return words(offer, [{ word: `:${serverKinds.transform.firstPort}`, about: 'the transform server' }]);
		case 'interface':
			return words(offer, [
				{ word: '127.0.0.1', about: 'this machine alone' },
				{ word: '0.0.0.0', about: 'every address of this machine' },
				{ word: '::1', about: 'this machine alone, IPv6' },
			]);
		case 'poem':
			return { kind: 'list', name: offer, words: poems.map(word => ({ word })) };
		case 'proxy':
			return { kind: 'list', name: offer, words: poems.map(poem => ({ word: `proxy/${poem}` })) };
		case 'server-fault':
			return { kind: 'pair', name: offer, words: servers(poems), seconds: faults.map(described) };
		case 'transforms':
			return { kind: 'list', name: offer, words: transforms.map(described) };
		case 'lesson':
			return words(
				offer,
				lessons.map(({ name, title }) => ({ word: name, about: title })),
			);
		case 'shell':
			return words(
				offer,
				['bash', 'zsh', 'fish'].map(word => ({ word })),
			);
		case 'topic':
			return words(offer, [
				...commandChoices(),
				...topics.map(({ name, summary }) => ({ word: name, about: summary })),
			]);
		default:
			return words(
				offer.join('-'),
				offer.map(word => ({ word })),
			);
	}
}

/** Every command but the lab, which has no name of its own. */
export function commandChoices(): readonly Choice[] {
	return Object.entries(commands)
		.filter(([name]) => name !== 'lab')
		.map(([word, { summary }]) => ({ word, about: summary }));
}

function words(name: string, choices: readonly Choice[]): Choices {
	return { kind: 'words', name, words: choices };
}

function servers(poems: readonly string[]): readonly Choice[] {
	return kindNames.flatMap(kind =>
		serverKinds[kind].isPerPoem ? poems.map(poem => ({ word: `${kind}/${poem}` })) : { word: kind },
	);
}

function described({ name, summary }: { readonly name: string; readonly summary: string }): Choice {
	return { word: name, about: summary.replace(/\.$/, '') };
}
