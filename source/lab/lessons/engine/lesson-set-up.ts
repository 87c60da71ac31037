import type { ServerId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { FaultChoice } from '../../lab-options.ts';
import type { LabState } from '../../model/state.ts';
import type { ServerState } from '../../snapshot/server-state.ts';
import type { SetUp, Stage } from './lesson.ts';

/**
 * The actions that bring the lab from its state to what a step needs, but for a poem that is missing in the cache: none
 * where all is so already. A fault that is on stays on, since setting it again sends on the bytes that it holds back.
 */
export function setUpActions(setUp: SetUp, stage: Stage, { servers }: LabState): readonly Action[] {
	const { faults = [], withoutCollapsing = false } = setUp;
	const ids = [stage.poet, stage.proxy, stage.transform].map(({ id }) => id);
	const proxy = servers.get(stage.proxy.id);
	return [
		...ids
			.filter(id => servers.get(id)?.status === 'stopped')
			.map(server => ({ type: 'start-server', server }) as const),
		...faultActions(servers, faults),
		...(proxy?.collapsing === withoutCollapsing
			? [{ type: 'set-collapsing', server: proxy.id, on: !withoutCollapsing } as const]
			: []),
		...(mustPurge(setUp, stage, proxy) ? [{ type: 'purge-cache' } as const] : []),
	];
}

/** True where the cache holds something else for the proxy than the step needs. */
function mustPurge({ cache }: SetUp, { poet }: Stage, proxy: ServerState | undefined): boolean {
	const { cachedBytes = 0 } = proxy ?? {};
	const held = cachedBytes === 0 ? 'empty' : cachedBytes < poet.bytes ? 'part' : 'whole';
	return cache !== undefined && held !== 'empty' && held !== cache;
}

/** The actions after which the servers have these faults, and no others. */
function faultActions(servers: LabState['servers'], wanted: readonly FaultChoice[]): readonly Action[] {
	const missing = wanted.filter(({ server, fault, settings }) => {
		const on = servers.get(server)?.faults.find(({ name }) => name === fault);
		return on === undefined || Object.entries(settings).some(([name, value]) => on.settings[name] !== value);
	});
	return [
		...[...servers.values()].flatMap(({ id, faults }) =>
			faults
				.filter(({ name }) => !wanted.some(({ server, fault }) => server === id && fault === name))
				.map(({ name }): Action => ({ type: 'clear-fault', server: id, fault: name })),
		),
		...missing.map(({ server, fault, settings }): Action => ({ type: 'set-fault', server, fault, settings })),
	];
}

/** The parts of a lab that a lesson changes and puts back: faults, stopped servers, collapsing; but not the cache. */
export type LabBefore = ReadonlyMap<ServerId, Pick<ServerState, 'faults' | 'status' | 'collapsing'>>;

/** A copy of this state, which is changed in its place. */
export function labBefore({ servers }: LabState): LabBefore {
	return new Map(
		[...servers].map(([id, { faults, status, collapsing }]) => [
			id,
			{ faults, status, ...(collapsing !== undefined && { collapsing }) },
		]),
	);
}

/** The actions that bring every server back to what it was before; one that was not there is stopped. */
export function restoringActions(before: LabBefore, { servers }: LabState): readonly Action[] {
	const faults = [...before].flatMap(([server, { faults: on }]) =>
		on.map(({ name, settings }): FaultChoice => ({ server, fault: name, settings })),
	);
	return [
		...faultActions(servers, faults),
		...[...servers.values()].flatMap(({ id, status, collapsing }): readonly Action[] => {
			const was = before.get(id);
			const isStopped = was === undefined || was.status === 'stopped';
			return [
				...(isStopped && status === 'listening' ? [{ type: 'stop-server', server: id } as const] : []),
				...(!isStopped && status === 'stopped' ? [{ type: 'start-server', server: id } as const] : []),
				...(was !== undefined && was.collapsing !== undefined && was.collapsing !== collapsing
					? [{ type: 'set-collapsing', server: id, on: was.collapsing } as const]
					: []),
			];
		}),
	];
}

/** A fault of the poet's that ends its poem after a third: in order, so that the part passes for the whole, or by a reset. */
export function cutShort({ poet }: Stage, fault: 'truncate' | 'reset'): FaultChoice {
	return { server: poet.id, fault, settings: { after: cutAt({ poet }) } };
}

/** The number of bytes after which a lesson cuts a poem off: about a third of it. */
function cutAt({ poet }: Pick<Stage, 'poet'>): number {
	return Math.max(1, Math.floor(poet.bytes * 0.37));
}
