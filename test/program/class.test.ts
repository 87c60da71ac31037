import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { EngineServer } from '../fixtures/class/engine-server.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { anyPorts, eventWith, programPath, run, start, startShell } from '../fixtures/program.ts';

describeWithEngine(
	'labs in a class',
	engine => {
		const running: ReturnType<typeof start>[] = [];
		afterEach(async () => {
			for (const { child } of running) {
				child.kill('SIGKILL');
			}
			await Promise.all(running.splice(0).map(({ ended }) => ended));
		});

		const serve = (...flags: readonly string[]) => {
			const program = start('serve', '--json', ...anyPorts, ...flags);
			running.push(program);
			return program;
		};
		const url = () => engine().url.replace('//', '//:secret@');

		test('serve says that it joined, under which name, and that it left', async () => {
			const first = serve('--class', url(), '--as', 'ada');
			expect(await first.line(eventWith({ type: 'class-joined' }))).toMatchObject({
				name: 'ada',
				engine: `127.0.0.1:${engine().port}`,
			});
			await first.line(eventWith({ type: 'ready' }));
			const second = serve('--class', url(), '--as', 'ada');
			await second.line(eventWith({ type: 'class-joined', name: 'ada#2' }));
			first.child.kill('SIGTERM');
			const { code, stdout, stderr } = await first.ended;
			expect([code, stderr]).toEqual([143, '']);
			expect(stdout.toString()).toContain('"type":"class-left"');
			expect(stdout.toString()).not.toContain('secret');
		});

		test('a URL that cannot be ends it at the start with 2', async () => {
			const noUrl = await run('serve', ...anyPorts, '--class', '127.0.0.1:7000');
			expect(noUrl.code).toBe(2);
			expect(noUrl.stderr).toContain('--class: ');
		});

		const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
		test.skipIf(!hasOpenssl)(
			'rediss:// is TLS, with a certificate that is trusted (left out without openssl)',
			async () => {
				const folder = await mkdtemp(join(tmpdir(), 'poetry-lab-tls-'));
				const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
				const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
				const named = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate];
				expect(spawnSync('openssl', [...made, ...named]).status).toBe(0);
				const safe = await EngineServer.startTls({ key, certificate });
				try {
					const flags = [...anyPorts, '--class', safe.url, '--as', 'ada'].join(' ');
					const serving = (before: string) => {
						const program = startShell(`${before} exec ${process.execPath} ${programPath} serve --json ${flags}`);
						running.push(program);
						return program;
					};
					const trusting = serving(`NODE_EXTRA_CA_CERTS=${certificate}`);
					await trusting.line(eventWith({ type: 'class-joined', name: 'ada' }));
					const away = await serving('').line(eventWith({ type: 'class-away' }));
					expect(away.why).toContain('NODE_EXTRA_CA_CERTS');
				} finally {
					await safe.close();
					await rm(folder, { recursive: true });
				}
			},
		);
	},
	['--requirepass', 'secret'],
);
