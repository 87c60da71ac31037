import { addressForOthers } from '../../../lab/snapshot/server-address.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatHitRatio, formatPlural } from '../../format.ts';
import { brokenWords } from '../../overlays/faults/fault-label.ts';
import { listed, placeOf, plainWords, sentence, spokenBytes, spokenParty } from '../../screen-reader/speech.ts';
import type { SpokenView, ViewModel } from '../../view.ts';
import { selectedServer, serversInOrder } from './server-lines.ts';

/** One server in a line: its name, what is wrong with it, and then its numbers. */
function serverWords(server: ServerState): string {
	const { id, status, why, open, served, failed, cancelled } = server;
	const { host, port } = addressForOthers(server);
	const broken = plainWords(brokenWords(server));
	const address = host === '127.0.0.1' ? `port ${port}` : `${visibleLine(host)} port ${port}`;
	return status === 'listening'
		? listed(
				spokenParty(id),
				broken === '' ? '' : `broken: ${broken}`,
				address,
				open === 0 ? '' : `${formatCount(open)} open`,
				`${formatCount(served)} served`,
				failed === 0 ? '' : `${formatCount(failed)} failed`,
				cancelled === 0 ? '' : `${formatCount(cancelled)} cancelled`,
				ownWords(server),
			)
		: listed(spokenParty(id), status, status === 'failed' ? visibleLine(why ?? '') : '', address);
}

/** The servers, for a screen reader. */
export const spokenServers: SpokenView = {
	arrival(model) {
		const { servers, totals } = model.snapshot;
		const down = servers.filter(({ status }) => status !== 'listening').length;
		const counts = listed(
			formatPlural(servers.length, 'server'),
			`${formatCount(totals.open)} open`,
			`${formatCount(totals.served)} served`,
			down === 0 ? '' : `${formatCount(down)} not listening`,
		);
		return [`Servers: ${counts}.`, selectedWords(model)];
	},
	moved: (before, after) => (selected(before)?.id === selected(after)?.id ? [] : [selectedWords(after)]),
	whole: ({ snapshot }) => serversInOrder(snapshot.servers).map(server => sentence(serverWords(server))),
};

function selected({ state, snapshot }: ViewModel): ServerState | undefined {
	return selectedServer(snapshot.servers, state.selectedServer);
}

function selectedWords(model: ViewModel): string {
	const servers = serversInOrder(model.snapshot.servers);
	const server = selected(model);
	return server === undefined
		? 'No servers.'
		: sentence(`${serverWords(server)}, ${placeOf(servers.indexOf(server), servers.length)}`);
}

/** The servers that have stopped, failed or come back since. */
export function serverChanges(before: ViewModel, after: ViewModel): readonly string[] {
	const known = new Map(before.snapshot.servers.map(server => [server.id, server]));
	return after.snapshot.servers.flatMap(({ id, status, why }) => {
		const was = known.get(id)?.status;
		return was === undefined || was === status
			? []
			: [sentence(listed(`${spokenParty(id)} is ${status}`, status === 'failed' ? visibleLine(why ?? '') : ''))];
	});
}

function ownWords(server: ServerState): string {
	const { kind, cachedBytes, bytes, slow } = server;
	if (kind === 'proxy') {
		const ratio = formatHitRatio(server);
		return listed(
			cachedBytes === 0 ? 'cache empty' : `cache holds ${spokenBytes(cachedBytes)}`,
			ratio === undefined ? '' : `${ratio} hit`,
		);
	}
	return bytes === undefined ? '' : listed(`poem of ${spokenBytes(bytes)}`, slow ? 'sent slowly' : '');
}
