import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { endingWithUs, keptTo } from '../../processes.ts';

/** A lab in a process of its own, before these upstreams, and what it prints. */
export interface ClassLab {
	/** The ports of its proxies, in the order of the upstreams. */
	readonly ports: readonly number[];
	/** Resolves with the nth event of this type, from 1, and the time at which it was read, in milliseconds. */
	event(type: string, nth?: number): Promise<number>;
	stop(): Promise<void>;
}

export interface ClassLabOptions {
	readonly cores: string | undefined;
	readonly poemsDir: string;
	readonly upstreams: readonly string[];
	readonly flags?: readonly string[];
	/** The class, and the lab's name there; absent: it is alone. */
	readonly inClass?: { readonly url: string; readonly name: string };
}

/** Starts `serve --json`; resolves once it is ready. */
export async function startClassLab({
	cores,
	poemsDir,
	upstreams,
	inClass,
	flags: more = [],
}: ClassLabOptions): Promise<ClassLab> {
	const flags = [
		...['--poems', poemsDir, '--poetry-port', '0', '--transform-port', '0', '--proxy-port', '0'],
		...more,
		...upstreams.flatMap(upstream => ['--upstream', upstream]),
		...(inClass === undefined ? [] : ['--class', inClass.url, '--as', inClass.name]),
	];
	const [command, args] = keptTo(cores, process.execPath, ['dist/cli.js', 'serve', '--json', ...flags]);
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const exited = once(child, 'exit');
	const { stop } = endingWithUs({ pid: child.pid, exited, stop: () => void child.kill('SIGKILL') });
	const events = readEvents(child);
	await events.seen('ready');
	const ports = upstreams.map(upstream => events.portOf(`proxy/${upstream}`));
	return {
		ports,
		event: (type, nth) => events.seen(type, nth),
		async stop() {
			stop();
			await exited;
		},
	};
}

/** What a lab prints, as it comes. */
function readEvents({ stdout }: ChildProcess) {
	const times = new Map<string, number[]>();
	const ports = new Map<string, number>();
	let waiting: (() => void)[] = [];
	let rest = '';
	stdout?.on('data', (chunk: Buffer) => {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			const { type, server, port } = JSON.parse(line) as { type: string; server?: string; port?: number };
			times.set(type, [...(type.startsWith('class-') ? (times.get(type) ?? []) : []), performance.now()]);
			if (type === 'server-listening' && server !== undefined && port !== undefined) {
				ports.set(server, port);
			}
		}
		for (const look of waiting) {
			look();
		}
	});
	return {
		portOf: (server: string) => ports.get(server) ?? 0,
		seen: (type: string, nth = 1): Promise<number> =>
			new Promise(resolve => {
				const look = () => {
					const at = times.get(type)?.[nth - 1];
					if (at !== undefined) {
						waiting = waiting.filter(other => other !== look);
						resolve(at);
					}
				};
				waiting.push(look);
				look();
			}),
	};
}
