import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { joinTables } from '../markdown.ts';
import type { PeerKind } from '../peer.ts';
import { bare } from '../peers/bare.ts';
import { serve, serveUnder } from '../peers/ours.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';
import { compare } from '../versus.ts';

/** What `serve` costs under newer lines of Node, beside the one that runs this; npm's package `node` has them. */
export const nodes: Section = {
	name: 'nodes',
	group: 'scale',
	run: async context => {
		const kinds = [bare, serve, ...(await Promise.all(lines.map(line => underNode(context, line))))];
		const tables = [];
		for (const [use, caches] of [['poem', true] as const, ['proxy', false] as const]) {
			const name = use === 'poem' ? 'poem, 64 clients' : 'proxy miss, 64 clients';
			const workloads = [{ name, use, order: { clients: 64, answerBytes: poemBytes } }];
			tables.push(await withSetup({ ...context, caches }, setup => compare(context, { kinds, setup, workloads })));
		}
		const [table = { columns: [], rows: [] }] = joinTables(tables);
		return table;
	},
};

const lines = [24, 26] as const;

async function underNode({ folder, tell }: Context, line: number): Promise<PeerKind> {
	const name = `\`serve\` under Node ${line}`;
	const place = join(folder, `node-${line}`);
	mkdirSync(place);
	tell(`nodes: npm install node@${line}`);
	try {
		const flags = ['--no-save', '--no-audit', '--no-fund', '--fetch-retries', '0'];
		await promisify(execFile)('npm', ['install', ...flags, `node@${line}`], { cwd: place });
	} catch {
		return { name, missing: () => 'npm can not install it here', start: () => Promise.reject(new Error(name)) };
	}
	return serveUnder(name, join(place, 'node_modules', 'node', 'bin', 'node'));
}
