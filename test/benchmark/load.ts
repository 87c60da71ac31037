import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keptTo } from './processes.ts';
import type { Orders } from './roles/load.ts';

/** The clients' process. It does one thing at a time. */
export interface Load {
	/** Orders something, and gives what came of it. */
	do<Kind extends keyof Orders>(kind: Kind, order: Orders[Kind]['order']): Promise<Orders[Kind]['report']>;
	stop(): Promise<void>;
}

/** Starts the clients' process: this very program in another role. */
export function startLoad(cores: string | undefined): Load {
	const args = [process.argv[1] ?? '', '--role', 'load'];
	const child = spawn(...keptTo(cores, process.execPath, args), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const exited = new Promise<never>((_, reject) => {
		child.once('error', reject);
		child.once('exit', code => reject(new Error(`the load's process ended with ${code}`)));
	});
	// Whoever waits for an answer hears of it; nobody may.
	exited.catch(() => {});
	return {
		async do(kind, order) {
			const answered = once(child, 'message');
			child.send({ kind, order });
			const [answer] = await Promise.race([answered, exited]);
			return answer;
		},
		async stop() {
			child.disconnect();
			await exited.catch(() => {});
		},
	};
}
