import type { LabOptions, PortChoice } from '../lab-options.ts';
import { PlanError } from './plan-error.ts';

/** The port of one server. */
export interface PlannedPort extends PortChoice {
	/** A default one that another of our servers was asked to have: this one goes to any free port instead. */
	readonly isOurs?: true;
}

/** The ports of all servers of the lab, in their order. */
export interface PlannedPorts {
	readonly poetry: readonly PlannedPort[];
	readonly transform: readonly PlannedPort[];
	readonly proxy: readonly PlannedPort[];
}

/** Some servers of a kind, on one port after the other. */
interface Range {
	readonly flag: string;
	readonly kind: string;
	readonly choice: PortChoice;
	readonly count: number;
}

const lastPort = 65_535;

/**
 * The ports of so many poetry servers and proxies. Throws a {@link PlanError} where those that were asked for go beyond
 * the last port, or run into each other; default ones make room.
 */
export function planPorts(
	{ poetryPort, transformPort, proxyPort }: Pick<LabOptions, 'poetryPort' | 'transformPort' | 'proxyPort'>,
	counts: { readonly poetry: number; readonly proxy: number },
): PlannedPorts {
	const poetry = { flag: '--poetry-port', kind: 'poetry server', choice: poetryPort, count: counts.poetry };
	const transform = { flag: '--transform-port', kind: 'transform server', choice: transformPort, count: 1 };
	const proxy = { flag: '--proxy-port', kind: 'caching proxy', choice: proxyPort, count: counts.proxy };
	const asked = [poetry, transform, proxy].filter(({ choice }) => choice.asked && choice.port !== 0);
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
	return { poetry: portsOf(poetry), transform: portsOf(transform), proxy: portsOf(proxy) };
}

function checkEnd({ flag, kind, choice: { port }, count }: Range): void {
	if (port + count - 1 > lastPort) {
		const lowest = lastPort - count + 1;
		throw new PlanError(
			'ports-beyond-last',
			`${flag} ${port}: the ${counted(count, kind)} take one port after the other from ${port} on, and there is none after ${lastPort}: begin lower, at ${lowest} at most.`,
		);
	}
}

function checkApart(one: Range, other: Range): void {
	if (one.choice.port <= lastOf(other) && other.choice.port <= lastOf(one)) {
		throw new PlanError(
			'ports-overlap',
			`${one.flag} ${one.choice.port} and ${other.flag} ${other.choice.port} run into each other: ${taken(one)}, ${taken(other)}. Choose ports that lie apart.`,
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
	return `the ${counted(range.count, range.kind)} ${ports}`;
}

function counted(count: number, kind: string): string {
	return count === 1 ? kind : `${count} ${kind.replace(/y$/, 'ie')}s`;
}
