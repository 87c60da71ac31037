import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits long for programs, terminals and timers, the longest first. */
const longest = [
	'program/lesson',
	'program/slow-line',
	'program/transforms',
	'program/breakdown',
	'program/ways-out',
	'program/suspend',
	'lab/lessons/content/lessons',
	'transforms/user/',
	'benchmark/main',
	'program/serve',
	'program/faults',
	'program/pack',
	'lab/servers/fault-matrix',
	'program/',
	'lab/replay/',
	'lab/',
	'soak/',
	'hostile/',
	'ui/inspector/ladder/',
];

/** Begins with the longest files, so that no core is idle at the end; the pure ones are short, and last. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId, project }: TestSpecification): number => {
			const found = longest.findIndex(name => moduleId.includes(`/test/${name}`));
			return (found < 0 ? longest.length : found) + (project.name === 'pure' ? 2 * longest.length : 0);
		};
		return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
	}
}
