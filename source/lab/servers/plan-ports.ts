import type { ServerKind } from '../../events/events.ts';
import type { LabOptions, PortChoice } from '../lab-options.ts';
import { kindsByPort, ofEachKind, serverKinds } from '../server-kinds.ts';
import { PlanError } from './plan-error.ts';

/** The port of one server. */
export interface PlannedPort extends PortChoice {
	/** A default one that another of our servers was asked to have: this one goes to any free port instead. */
	readonly isOurs?: true;
}

/** Some servers of a kind, on one port after the other. */
interface Range {
	readonly kind: ServerKind;
	readonly choice: PortChoice;
	readonly count: number;
}

const lastPort = 65_535;

/**
 * The ports of so many servers of each kind. Throws a {@link PlanError} where those that were asked for go beyond
 * the last port, or run into each other; default ones make room.
 */
export function planPorts(
	choices: LabOptions['ports'],
	counts: { readonly [kind in ServerKind]: number },
): { readonly [kind in ServerKind]: readonly PlannedPort[] } {
	const ranges = ofEachKind((kind): Range => ({ kind, choice: choices[kind], count: counts[kind] }));
	const asked = kindsByPort.map(kind => ranges[kind]).filter(({ choice }) => choice.asked && choice.port !== 0);
	for (const [index, range] of asked.entries()) {
		checkEnd(range);
		for (const other of asked.slice(index + 1)) {
			checkApart(range, other);
		}
	}
	const portsOf = ({ choice: { port, asked: isAsked }, count }: Range) =>
		Array.from({ length: count }, (_, index): PlannedPort => {
			const own = port === 0 || port + index > lastPort ? 0 : port + index;
			const isOurs = !isAsked && asked.some(range => own >= range.choice.port && own <= lastOf(range));
			return { port: own, asked: isAsked, ...(isOurs && { isOurs }) };
		});
	return ofEachKind(kind => portsOf(ranges[kind]));
}

function checkEnd(range: Range): void {
	const {
		count,
		choice: { port },
	} = range;
	if (port + count - 1 > lastPort) {
		const lowest = lastPort - count + 1;
		throw new PlanError(
			'ports-beyond-last',
			`${flagOf(range)}: the ${counted(range)} take one port after the other from ${port} on, and there is none after ${lastPort}: begin lower, at ${lowest} at most.`,
		);
	}
}

function checkApart(one: Range, other: Range): void {
	if (one.choice.port <= lastOf(other) && other.choice.port <= lastOf(one)) {
		throw new PlanError(
			'ports-overlap',
			`${flagOf(one)} and ${flagOf(other)} run into each other: ${taken(one)}, ${taken(other)}. Choose ports that lie apart.`,
		);
	}
}

function lastOf({ choice: { port }, count }: Range): number {
	return port + count - 1;
}

/** `the 11 poetry servers take 10000 to 10010`. */
function taken(range: Range): string {
	const { port } = range.choice;
	const ports = range.count === 1 ? `takes ${port}` : `take ${port} to ${lastOf(range)}`;
	return `the ${counted(range)} ${ports}`;
}

function counted({ count, kind }: Range): string {
	const { noun } = serverKinds[kind];
	return count === 1 ? noun : `${count} ${noun.replace(/y$/, 'ie')}s`;
}

function flagOf({ kind, choice: { port } }: Range): string {
	return `--${kind}-port ${port}`;
}
