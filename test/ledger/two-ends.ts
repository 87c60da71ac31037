import type { EventOf, ServerId } from '../../source/events/events.ts';
import type { Sight } from './sight.ts';

/** What a server told of one connection. */
interface Told {
	readonly opened: EventOf<'connection-opened'>;
	readonly closed: EventOf<'connection-closed'>;
}

/** A connection waits in the system's queue until it is accepted, one in each turn of the loop, also after its client left. */
const acceptedWithinMs = 15_000;

/** Lays what servers tell of their connections beside what the clients at the other ends saw, one by one. */
export class TwoEnds {
	readonly #ports = new Map<ServerId, number>();
	readonly #open = new Map<number, EventOf<'connection-opened'>>();
	readonly #struck = new Map<number, readonly string[]>();
	readonly #told = new Map<string, Told[]>();
	readonly #seen = new Map<string, Sight[]>();
	readonly #complaints: string[] = [];
	#pairs = 0;

	/** How many connections were seen from both ends. */
	get pairs(): number {
		return this.#pairs;
	}

	listens(server: ServerId, port: number): void {
		this.#ports.set(server, port);
	}

	opened(event: EventOf<'connection-opened'>): void {
		this.#open.set(event.connection, event);
	}

	struck({ connection, fault }: EventOf<'fault-struck'>): void {
		this.#struck.set(connection, [...(this.#struck.get(connection) ?? []), fault]);
	}

	closed(event: EventOf<'connection-closed'>): void {
		const opened = this.#open.get(event.connection);
		if (opened === undefined) {
			this.#complaints.push(`${event.server} #${event.connection} was closed, and never opened`);
			return;
		}
		this.#open.delete(event.connection);
		const struck = this.#struck.get(event.connection)?.join();
		this.#struck.delete(event.connection);
		if (struck !== event.faults?.join()) {
			this.#complaints.push(`${event.server} #${event.connection} was struck by ${struck}, and told ${event.faults}`);
		}
		const told = { opened, closed: event };
		if (opened.peerPort === 0) {
			// Its client had gone before it could be asked for its name, and has had nothing.
			return;
		}
		const key = `${this.#ports.get(event.server)} ${opened.peerPort}`;
		const sight = takeFirst(this.#seen, key, one => belong(told, one));
		if (sight === undefined) {
			add(this.#told, key, told);
		} else {
			this.#lay(told, sight);
		}
	}

	saw(sight: Sight): void {
		if (sight.end === 'refused') {
			// Nobody can tell of it.
			return;
		}
		const key = `${sight.serverPort} ${sight.localPort}`;
		const told = takeFirst(this.#told, key, one => belong(one, sight));
		if (told === undefined) {
			add(this.#seen, key, sight);
		} else {
			this.#lay(told, sight);
		}
	}

	/** What does not fit, once everybody has gone. */
	complaints(): readonly string[] {
		const open = [...this.#open.values()].map(one => `${one.server} #${one.connection} was never closed`);
		const alone = [...this.#seen.values()].flat().sort((a, b) => a.endedAt - b.endedAt);
		// A client that left before it knew that it was connected can not tell its port: those that can come first.
		const unseen = [...this.#told.values()]
			.flat()
			.sort((a, b) => a.opened.time - b.opened.time)
			.filter(told => !this.#takeLeft(alone, told, told.opened.peerPort))
			.filter(told => !this.#takeLeft(alone, told, 0));
		return [
			...this.#complaints,
			...open,
			...unseen.map(told => `${toldWords(told)}, and nobody was at the other end`),
			...alone.filter(sight => !mayBeAlone(sight)).map(sight => `${sightWords(sight)}, and no server tells of it`),
		];
	}

	/** Finds a client that left before it was accepted. */
	#takeLeft(alone: Sight[], { opened }: Told, fromPort: number): boolean {
		const port = this.#ports.get(opened.server);
		const index = alone.findIndex(
			({ serverPort, localPort, startedAt, endedAt, bytes }) =>
				serverPort === port &&
				localPort === fromPort &&
				bytes === 0 &&
				opened.time >= startedAt &&
				opened.time <= endedAt + acceptedWithinMs,
		);
		return index >= 0 && alone.splice(index, 1).length > 0;
	}

	#lay(told: Told, sight: Sight): void {
		this.#pairs += 1;
		const wrong = contradiction(told, sight);
		if (wrong !== undefined) {
			this.#complaints.push(`${toldWords(told)}; ${sightWords(sight)}: ${wrong}`);
		}
	}
}

/** A port is used again and again, so that the times must fit as well. */
function belong({ opened }: Told, { startedAt, endedAt }: Sight): boolean {
	return opened.time >= startedAt && opened.time <= endedAt;
}

/** Nobody tells of a client that left, or was reset, while it waited to be accepted: it had nothing. */
function mayBeAlone({ end, bytes }: Sight): boolean {
	return end !== 'in order' && bytes === 0;
}

/** What can not both be true. */
function contradiction({ closed }: Told, sight: Sight): string | undefined {
	const { how, bytesOut, faults } = closed;
	if (sight.bytes > bytesOut) {
		return 'it got more than was sent';
	}
	if (!sight.sure && ['cut', 'left', 'over-bound', 'stopped'].includes(how)) {
		// It could not tell a reset; and who has closed his side and waits in vain is taken to have left.
		return undefined;
	}
	switch (sight.end) {
		case 'refused':
		case 'left':
			return undefined;
		case 'reset':
			if (['cut', 'over-bound', 'stopped'].includes(how) || (sight.spoke && sight.bytes === bytesOut)) {
				return undefined;
			}
			return 'nobody says that it was reset';
		case 'in order':
			if (sight.bytes !== bytesOut) {
				return 'it ended in order, and not all that was sent came';
			}
			if (['cut', 'reset', 'left'].includes(how)) {
				return 'it ended in order, and that is not what is told';
			}
			return how === 'ended' && faults === undefined ? unlikeExpected(closed, sight) : undefined;
	}
}

/** A proxy that nothing struck may still pass on what a broken upstream made of the poem. */
function unlikeExpected({ server }: EventOf<'connection-closed'>, { got = 'whole' }: Sight): string | undefined {
	return got === 'whole' || server.startsWith('proxy/') ? undefined : `nothing struck it, and what it got is ${got}`;
}

function toldWords({ closed }: Told): string {
	const { server, connection, how, bound, bytesOut, faults = [] } = closed;
	return `${server} #${connection} ${how}${bound === undefined ? '' : ` (${bound})`} ${[...faults].join(' ')}, ${bytesOut} bytes out`;
}

function sightWords({ who, serverPort, localPort, bytes, end, got }: Sight): string {
	return `${who} :${localPort} to :${serverPort} had ${bytes} bytes${got === undefined ? '' : ` (${got})`}, ${end}`;
}

function add<T>(waiting: Map<string, T[]>, key: string, one: T): void {
	const others = waiting.get(key);
	if (others === undefined) {
		waiting.set(key, [one]);
	} else {
		others.push(one);
	}
}

function takeFirst<T>(waiting: Map<string, T[]>, key: string, isIt: (one: T) => boolean): T | undefined {
	const others = waiting.get(key) ?? [];
	const index = others.findIndex(isIt);
	const [found] = index < 0 ? [] : others.splice(index, 1);
	if (others.length === 0) {
		waiting.delete(key);
	}
	return found;
}
