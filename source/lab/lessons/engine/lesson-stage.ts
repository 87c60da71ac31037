import { formatAddress } from '../../../wire/address.ts';
import type { LabState } from '../../model/state.ts';
import { addressForOthers, ownAddress } from '../../snapshot/server-address.ts';
import type { ServerState } from '../../snapshot/server-state.ts';
import type { Lesson, Stage, StageServer } from './lesson.ts';

/**
 * The servers of this lab that the lesson is about; undefined where the lab lacks a kind of them. A long poem that was added
 * for a lesson is not among the others: it may be about to stop.
 */
export function stageOf(
	lesson: Lesson,
	{ servers }: LabState,
	poemName = lesson.poem,
	longPoem?: string,
): Stage | undefined {
	const poets = [...servers.values()].filter(({ kind }) => kind === 'poetry').sort(byLength);
	const withProxy = poets.filter(({ name }) => servers.has(`proxy/${name}`));
	const poet = withProxy.find(({ name }) => name === poemName) ?? withProxy.find(isListening) ?? withProxy[0];
	const proxy = poet === undefined ? undefined : servers.get(`proxy/${poet.name}`);
	const transform = [...servers.values()].find(({ kind }) => kind === 'transform');
	if (poet === undefined || proxy === undefined || transform === undefined) {
		return undefined;
	}
	return {
		poet: stageServer(poet),
		proxy: stageServer(proxy),
		transform: stageServer(transform),
		others: poets.filter(other => other !== poet && other.name !== longPoem && isListening(other)).map(stageServer),
	};
}

function isListening({ status }: ServerState): boolean {
	return status === 'listening';
}

function byLength(a: ServerState, b: ServerState): number {
	return (b.bytes ?? 0) - (a.bytes ?? 0);
}

function stageServer(server: ServerState): StageServer {
	const { id, port, bytes = 0 } = server;
	const { host } = addressForOthers(server);
	return { id, host, port, address: formatAddress({ host, port }), own: formatAddress(ownAddress(server)), bytes };
}
