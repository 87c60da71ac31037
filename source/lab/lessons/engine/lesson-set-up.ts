import type { Action } from '../../actions.ts';
import type { FaultChoice } from '../../lab-options.ts';
import type { LabState } from '../../model/state.ts';
import type { ServerState } from '../../snapshot.ts';
import type { SetUp, Stage } from './lesson.ts';

/** The actions that set the lab up for a lesson's first step, whatever it was like before. */
export function firstActions(setUp: SetUp, stage: Stage, { servers }: LabState): readonly Action[] {
	const stopped = [...servers.values()].filter(({ id, status }) => status === 'stopped' && isOnStage(id, stage));
	return [
		...stopped.map(({ id }) => ({ type: 'start-server', server: id }) as const),
		{ type: 'clear-faults' },
		...(setUp.faults ?? []).map(setting),
		...besidesFaults(setUp, stage),
	];
}

/**
 * The actions that set the lab up for a later step: faults that the step does not name are switched off, and those that
 * it names are switched on unless they are on, since setting a fault again sends on the bytes that it holds back.
 */
export function nextActions(setUp: SetUp, stage: Stage, { servers }: LabState): readonly Action[] {
	const { faults = [] } = setUp;
	return [
		...[...servers.values()].flatMap(server => clearing(server, faults)),
		...faults.filter(fault => !isOn(servers.get(fault.server), fault)).map(setting),
		...besidesFaults(setUp, stage),
	];
}

function besidesFaults({ withoutCollapsing = false, emptyCache = false }: SetUp, { proxy }: Stage): readonly Action[] {
	return [
		{ type: 'set-collapsing', server: proxy.id, on: !withoutCollapsing },
		...(emptyCache ? ([{ type: 'purge-cache' }] as const) : []),
	];
}

function setting({ server, fault, settings }: FaultChoice): Action {
	return { type: 'set-fault', server, fault, settings };
}

function clearing({ id, faults }: ServerState, wanted: readonly FaultChoice[]): readonly Action[] {
	return faults
		.filter(({ name }) => !wanted.some(({ server, fault }) => server === id && fault === name))
		.map(({ name }) => ({ type: 'clear-fault', server: id, fault: name }));
}

function isOn(server: ServerState | undefined, { fault, settings }: FaultChoice): boolean {
	const on = server?.faults.find(({ name }) => name === fault);
	return on !== undefined && Object.entries(settings).every(([name, value]) => on.settings[name] === value);
}

function isOnStage(id: string, { poet, proxy, transform }: Stage): boolean {
	return [poet, proxy, transform].some(server => server.id === id);
}
