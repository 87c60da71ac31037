import { spawnSync } from 'node:child_process';
import type { PeerKind } from '../peer.ts';
import { onPath, startProcess } from '../processes.ts';

/** The same servers in Twisted, written for this comparison, where its package is installed. */
export const twisted: PeerKind = {
	name: 'Twisted',
	missing: () => (pythonWithTwisted() === undefined ? 'python3-twisted is not installed' : undefined),
	start: ({ cores, poemFile, upstreamPort, caches }, firstPort) =>
		startProcess(cores.servers, pythonWithTwisted() ?? 'python3', [
			'test/benchmark/peers/twisted-server.py',
			...[poemFile, String(firstPort), String(upstreamPort), caches ? 'caches' : 'misses'],
		]),
};

let found: { readonly python: string | undefined } | undefined;

/** A machine may have several Pythons, of which one has it. */
function pythonWithTwisted(): string | undefined {
	found ??= {
		python: onPath('python3').find(
			python => spawnSync(python, ['-c', 'import twisted.internet.reactor'], { stdio: 'ignore' }).status === 0,
		),
	};
	return found.python;
}
