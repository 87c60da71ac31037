import { parseArgs } from 'node:util';
import type { Pace, Section } from './section.ts';

/** What the command line asks for. */
export interface BenchmarkOptions {
	readonly chosen: readonly Section[];
	readonly pace: Pace;
	readonly exchanges: number;
	/** True where no process is to be kept to a core. */
	readonly unpinned: boolean;
}

/** Something on the command line that can not be; the message says what can. */
export class BenchmarkUsageError extends Error {
	override readonly name = 'BenchmarkUsageError';
	readonly code = 'wrong-usage';
}

/** What `--help` prints. */
export function usage(sections: readonly Section[]): string {
	const byDefault = sections.filter(({ group }) => group === undefined).map(({ name }) => name);
	const groups = [...new Set(sections.map(({ group }) => group))].filter(group => group !== undefined);
	const groupLines = groups.map(group => {
		const names = sections.filter(section => section.group === group).map(({ name }) => name);
		return `                     ${group}: ${names.join(', ')}`;
	});
	return `npm run benchmark -- [--only <a,b>] [--quick] [--rounds <n>] [--round-ms <ms>] [--exchanges <n>] [--unpinned]

  --only <a,b>       these parts: ${byDefault.join(', ')} (all of these by default),
${groupLines.join(',\n')}
  --quick            three short rounds instead of five
  --rounds <n>       so many rounds
  --round-ms <ms>    so long with each server in each round
  --exchanges <n>    how many the longest run of scale has
  --unpinned         servers and load share all cores, as the system likes
`;
}

/** Reads the command line; throws a {@link BenchmarkUsageError}. */
export function parseOptions(args: readonly string[], sections: readonly Section[]): BenchmarkOptions | 'help' {
	const { values } = parse(args);
	if (values.help) {
		return 'help';
	}
	const byPace = values.quick ? { rounds: 3, roundMs: 300 } : { rounds: 5, roundMs: 1_000 };
	return {
		chosen: choose(values.only, sections),
		pace: {
			rounds: wholeNumber('rounds', values.rounds) ?? byPace.rounds,
			roundMs: wholeNumber('round-ms', values['round-ms']) ?? byPace.roundMs,
		},
		exchanges: wholeNumber('exchanges', values.exchanges) ?? (values.quick ? 100_000 : 1_000_000),
		unpinned: values.unpinned ?? false,
	};
}

function parse(args: readonly string[]) {
	const text = { type: 'string' } as const;
	const yes = { type: 'boolean' } as const;
	const options = {
		only: text,
		quick: yes,
		rounds: text,
		'round-ms': text,
		exchanges: text,
		unpinned: yes,
		help: yes,
	} as const;
	try {
		return parseArgs({ args: [...args], options, strict: true });
	} catch (cause) {
		throw new BenchmarkUsageError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

function choose(only: string | undefined, sections: readonly Section[]): readonly Section[] {
	if (only === undefined) {
		return sections.filter(({ group }) => group === undefined);
	}
	const names = only.split(',');
	const isMeant = ({ name, group }: Section) => names.includes(name) || (group !== undefined && names.includes(group));
	const unknown = names.find(name => !sections.some(section => section.name === name || section.group === name));
	if (unknown !== undefined) {
		const all = [...new Set(sections.flatMap(({ name, group = name }) => [name, group]))].join(', ');
		throw new BenchmarkUsageError(`There is no part “${unknown}”; there are ${all}.`);
	}
	return sections.filter(isMeant);
}

function wholeNumber(flag: string, text: string | undefined): number | undefined {
	if (text !== undefined && !/^[1-9]\d*$/.test(text)) {
		throw new BenchmarkUsageError(`--${flag} takes a whole number above 0, not “${text}”.`);
	}
	return text === undefined ? undefined : Number(text);
}
