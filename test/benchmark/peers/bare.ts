import type { PeerKind } from '../peer.ts';
import { startProcess } from '../processes.ts';

/** The yardstick. */
export const bare: PeerKind = {
	name: 'bare `net`',
	start: ({ cores, poemFile, upstreamPort, caches }, firstPort) =>
		startProcess(cores.servers, process.execPath, bareServerArgs({ poemFile, upstreamPort, caches, firstPort })),
};

/** The arguments with which this very program plays the bare server. */
export function bareServerArgs(options: {
	readonly poemFile: string;
	readonly firstPort: number;
	readonly upstreamPort: number;
	readonly caches: boolean;
}): readonly string[] {
	return [process.argv[1] ?? '', '--role', 'bare-server', '--role-options', JSON.stringify(options)];
}
