import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Cores } from './machine.ts';
import type { Setup } from './peer.ts';
import { bareServerArgs } from './peers/bare.ts';
import { freePorts, listens, portsFrom } from './ports.ts';
import { startProcess } from './processes.ts';

/** How long the poem is that everybody serves. */
export const poemBytes = 3_000;

/** The transform that is asked for: it costs the servers little, so that what is measured is what is around it. */
export const transform = 'cummingsify';

/** A poem of so many bytes, of plain letters and short lines. */
export function makePoem(bytes: number): string {
	const line = 'The sea is calm to-night, the tide is full, the Moon lies fair\n';
	return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}

/** What a setup is made from. */
export interface SetupOptions {
	readonly cores: Cores;
	readonly folder: string;
	readonly caches: boolean;
	/** The length of the poem; as long as all others where none is given. */
	readonly bytes?: number;
	/** Which cores the upstream keeps to; the load's where none are given, since it is part of what the servers are measured with. */
	readonly upstreamCores?: string | undefined;
}

/** Does something with a poem to serve, and a bare poetry server that serves it upstream. */
export async function withSetup<T>(options: SetupOptions, act: (setup: Setup) => Promise<T>): Promise<T> {
	const { cores, folder, caches, bytes = poemBytes, upstreamCores = cores.load } = options;
	const poemsDir = join(folder, `poems-${bytes}`);
	const poemFile = join(poemsDir, 'sea.txt');
	mkdirSync(poemsDir, { recursive: true });
	writeFileSync(poemFile, makePoem(bytes));
	const firstPort = await freePorts();
	const upstreamPort = portsFrom(firstPort).poem;
	const args = bareServerArgs({ poemFile, firstPort, upstreamPort, caches });
	const upstream = startProcess(upstreamCores, process.execPath, args);
	try {
		if (!(await listens(upstreamPort))) {
			throw new Error('the upstream did not start');
		}
		return await act({ cores, folder, poemsDir, poemFile, upstreamPort, caches });
	} finally {
		upstream.stop();
		await upstream.exited;
	}
}

/** How many poems the upstream has sent so far. */
export async function poemsSent({ upstreamPort }: Setup): Promise<number> {
	const socket = connect(portsFrom(upstreamPort).ownProxy, '127.0.0.1');
	let text = '';
	socket.on('data', chunk => {
		text += chunk;
	});
	await once(socket, 'end');
	return Number(text);
}
