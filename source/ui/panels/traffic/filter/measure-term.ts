import type { Condition, Problem } from './filter-term.ts';

const times: { readonly [unit: string]: number } = { ms: 1, s: 1_000, min: 60_000 };
const sizes: { readonly [unit: string]: number } = { b: 1, kb: 1_000, mb: 1_000_000 };
const units = [...Object.keys(times), ...Object.keys(sizes)];

/** A term that begins with `>` or `<`: how long an exchange took, or how many bytes it sent. Capitals and small letters are the same. */
export function measureCondition(sign: '>' | '<', measure: string): Condition | Problem {
	const term = sign + measure;
	if (measure === '') {
		return { why: `${sign} needs a time or a size, such as ${sign}10ms or ${sign}1kB`, unfinished: true };
	}
	const [, digits = '', written = ''] = /^(\d+(?:\.\d*)?)(.*)$/s.exec(measure) ?? [];
	const unit = written.toLowerCase();
	if (digits === '') {
		return { why: `${term} needs a number after ${sign}, such as ${sign}10ms`, unfinished: false };
	}
	if (!units.includes(unit)) {
		const words = unit === '' ? 'needs a unit' : `has no unit that is known`;
		const unfinished = units.some(name => name.startsWith(unit));
		return { why: `${term} ${words}: write ${sign}${digits}ms, s, min, B, kB or MB`, unfinished };
	}
	return compared(sign, Number(digits), unit);
}

function compared(sign: '>' | '<', number: number, unit: string): Condition {
	const holds = (value: number, limit: number): boolean => (sign === '>' ? value > limit : value < limit);
	const shown = `${number} ${unit.replace(/^([km]?)b$/, (_, prefix: string) => `${prefix === 'k' ? prefix : prefix.toUpperCase()}B`)}`;
	const time = times[unit];
	if (time !== undefined) {
		return {
			meaning: `took ${sign === '>' ? 'more' : 'less'} than ${shown}`,
			// What is still open has not taken any time yet.
			holds: ({ exchange: { durationMs } }) => durationMs !== undefined && holds(durationMs, number * time),
			findings: [{ column: 'took' }],
		};
	}
	return {
		meaning: `sent ${sign === '>' ? 'more' : 'less'} than ${shown}`,
		holds: ({ exchange: { bytesOut } }) => holds(bytesOut, number * (sizes[unit] ?? 1)),
		findings: [{ column: 'bytes' }],
	};
}
