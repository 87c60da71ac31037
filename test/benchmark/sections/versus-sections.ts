import { encodeNetstring } from '../../../source/wire/netstring.ts';
import { bare } from '../peers/bare.ts';
import { nginx } from '../peers/nginx.ts';
import { lab, serve, serveJson } from '../peers/ours.ts';
import { twisted } from '../peers/twisted.ts';
import type { Section } from '../section.ts';
import { makePoem, poemBytes, transform, withSetup } from '../setup.ts';
import { compare, type Workload } from '../versus.ts';

const kinds = [bare, serve, serveJson, lab, twisted];
const manyClients = 64;

/** A poem, straight from its server, at several numbers of clients. */
export const poem = versusSection(
	'poem',
	[1, manyClients, 512].map(clients => ({
		name: `poem, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
		use: 'poem',
		order: { clients, answerBytes: poemBytes },
	})),
);

/** A transform of a poem. */
export const transformed = versusSection('transform', [
	{
		name: `transform, ${manyClients} clients`,
		use: 'transform',
		order: {
			clients: manyClients,
			request: encodeNetstring(Buffer.from(`${transform}.${makePoem(poemBytes)}`)).toString('base64'),
			answerBytes: encodeNetstring(Buffer.alloc(poemBytes)).length,
		},
	},
]);

const throughProxy = { use: 'proxy', order: { clients: manyClients, answerBytes: poemBytes } } as const;

/** A poem that the proxy has. */
export const hit = versusSection('hit', [{ name: `proxy hit, ${manyClients} clients`, ...throughProxy }]);

/** A poem that the proxy fetches, for every client anew. */
export const miss = versusSection('miss', [{ name: `proxy miss, ${manyClients} clients`, ...throughProxy }], false);

function versusSection(name: string, workloads: readonly Workload[], caches = true): Section {
	return {
		name,
		run: context =>
			withSetup({ ...context, caches }, setup => {
				const onlyPoems = workloads.every(({ use }) => use === 'poem');
				return compare(context, { kinds: onlyPoems ? [...kinds, nginx] : kinds, setup, workloads });
			}),
	};
}
