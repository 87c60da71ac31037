import { setTimeout as sleep } from 'node:timers/promises';
import { EngineServer } from '../../../fixtures/class/engine-server.ts';
import { formatNumber } from '../../markdown.ts';
import type { Section } from '../../section.ts';
import { withSetup } from '../../setup.ts';
import { startClassLab } from './class-lab.ts';
import { fetchFrom, openUpstreams } from './upstreams.ts';

const clients = 16;
/** How long the engine is away, and how long the clients go on around that, in milliseconds. */
const [awayMs, aroundMs] = [8_000, 1_000] as const;

/** An engine that is killed, or stands still, while clients miss one poem after the other. */
export const engineGone: Section = {
	name: 'class-engine-gone',
	group: 'class',
	run: context =>
		withSetup({ ...context, caches: true }, async ({ poemsDir }) => {
			const rows: (readonly string[])[] = [];
			for (const how of ['killed', 'frozen'] as const) {
				context.tell(`class: an engine that is ${how} under load`);
				rows.push(await goAway(how, poemsDir, context.cores.servers));
			}
			return { columns, rows, notes: ['Wanted: 0 errors, served alone within 300 ms, joined again within 35 s.'] };
		}),
};

const columns = [
	{ title: `an engine under load, away for ${awayMs / 1_000} s` },
	{ title: 'clients', isNumber: true },
	{ title: 'errors', isNumber: true },
	{ title: 'longest, from then on, ms', isNumber: true },
	{ title: 'joined again after, s', isNumber: true },
] as const;

async function goAway(
	how: 'killed' | 'frozen',
	poemsDir: string,
	cores: string | undefined,
): Promise<readonly string[]> {
	const engine = await EngineServer.start();
	const upstreams = await openUpstreams(250);
	const lab = await startClassLab({
		...{ cores, poemsDir, upstreams: upstreams.addresses },
		// So old is a poem soon that nearly every client asks the class.
		flags: ['--ttl', '100'],
		inClass: { url: engine.url, name: 'ada' },
	});
	const seen: { readonly begunAt: number; readonly endedAt: number; readonly isWhole: boolean }[] = [];
	let isOn = true;
	let next = 0;
	const client = async () => {
		while (isOn) {
			const port = lab.ports[next % lab.ports.length] ?? 0;
			next += 1;
			const begunAt = performance.now();
			seen.push({ begunAt, ...(await fetchFrom(port)) });
			await sleep(20);
		}
	};
	const load = Promise.all(Array.from({ length: clients }, client));
	try {
		await sleep(aroundMs);
		const goneAt = performance.now();
		await (how === 'killed' ? engine.kill() : engine.freeze());
		await sleep(awayMs);
		const backAt = performance.now();
		await (how === 'killed' ? engine.run() : engine.thaw());
		const joinedAt = await lab.event('class-joined', 2);
		await sleep(aroundMs);
		isOn = false;
		await load;
		const errors = seen.filter(({ isWhole }) => !isWhole).length;
		const longest = Math.max(
			...seen.filter(one => one.endedAt > goneAt).map(one => one.endedAt - Math.max(one.begunAt, goneAt)),
		);
		const cells = [seen.length, errors, longest].map(value => formatNumber(value));
		return [how, ...cells, formatNumber((joinedAt - backAt) / 1_000, 1)];
	} finally {
		isOn = false;
		await lab.stop();
		await engine.close();
		upstreams.close();
	}
}
