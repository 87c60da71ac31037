import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../../source/lab/lab.ts';
import type { LabOptions } from '../../source/lab/lab-options.ts';
import { createLocalLab } from '../../source/lab/local-lab.ts';
import { ofEachKind, serverKinds } from '../../source/lab/server-kinds.ts';
import type { ServerState } from '../../source/lab/snapshot/server-state.ts';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { labOnFreePorts } from '../fixtures/lab-on-free-ports.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Asked } from './manners.ts';

const line = 'Whose woods these are I think I know.\n';

/** What the soak's poetry servers say: a little, much, more than sockets keep on the way, and a little slowly. */
export const soakPoems: Readonly<Record<string, Buffer>> = {
	short: Buffer.from(line.repeat(20)),
	middle: Buffer.from(line.repeat(3_000)),
	long: Buffer.from(line.repeat(300_000)),
	slow: Buffer.from(line),
};
const slowPoems = ['slow'];
const transformed = 'short';

/** A lab whose books are kept, with a folder of its own. */
export interface SoakLab {
	readonly lab: Lab;
	readonly ledger: Ledger;
	/** Where recordings can go. */
	readonly folder: string;
	/** How many events there were so far. */
	readonly events: () => number;
	/** Closes it, and its folder is gone. */
	close(): Promise<void>;
}

/** Starts a lab on ports that no outgoing connection is ever given. One of its proxies has an upstream that never is. */
export async function openSoakLab(seed: number): Promise<SoakLab> {
	const folder = await mkdtemp(join(tmpdir(), 'soak-'));
	const poemsDir = join(folder, 'poems');
	await mkdir(poemsDir);
	for (const [name, poem] of Object.entries(soakPoems)) {
		await writeFile(join(poemsDir, `${name}.txt`), poem);
	}
	const base = await freePorts();
	const options: LabOptions = {
		...labOnFreePorts,
		poemsDir,
		slowPoems,
		ports: ofEachKind(kind => ({ port: base + (serverKinds[kind].firstPort - 10_000) / 100, asked: true })),
		upstreams: [{ host: '127.0.0.1', port: base + 40 }],
		ttlMs: 3_000,
		seed,
	};
	const ledger = new Ledger();
	let events = 0;
	let closed: Promise<void> | undefined;
	const lab = await createLocalLab(options, event => {
		events += 1;
		ledger.take(event);
	});
	return {
		lab,
		ledger,
		folder,
		events: () => events,
		close() {
			closed ??= lab.close().then(() => rm(folder, { recursive: true, force: true }));
			return closed;
		},
	};
}

/** What a bare client asks of this server, and what it should be sent; nothing where the upstream never is. */
export function askedOf({ kind, name, port }: ServerState): Asked {
	if (kind === 'transform') {
		const poem = soakPoems[transformed] ?? line;
		const reply = Buffer.from(`${poem.length}:${poem.toString().toUpperCase()},`);
		return { port, expected: reply, request: `${poem.length + 6}:shout.${poem},` };
	}
	return { port, expected: soakPoems[name] ?? Buffer.alloc(0) };
}

/** The ports of the servers that can not be had again. */
export async function portsTaken({ servers }: Snapshot): Promise<readonly number[]> {
	const taken: number[] = [];
	for (const { port } of servers) {
		if (!(await isFree(port))) {
			taken.push(port);
		}
	}
	return taken;
}

const [firstBase, lastBase, perLab] = [21_000, 27_950, 50];

/** The first of so many ports in a row that are free; below those that the system gives to outgoing connections. */
async function freePorts(): Promise<number> {
	// Not always the same ones: another soak may look at the same time.
	const bases = (lastBase - firstBase) / perLab + 1;
	const first = randomInt(bases);
	for (let nth = 0; nth < bases; nth += 1) {
		const base = firstBase + ((first + nth) % bases) * perLab;
		const free = await Promise.all(Array.from({ length: perLab }, (_, nth) => isFree(base + nth)));
		if (free.every(Boolean)) {
			return base;
		}
	}
	throw new Error(`there are no ${perLab} free ports in a row between ${firstBase} and ${lastBase}`);
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		return false;
	}
	server.close();
	await once(server, 'close');
	return true;
}
