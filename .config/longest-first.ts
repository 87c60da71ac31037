import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose tests wait for programs, terminals and timers; begun first, so that no core is idle at the end. */
const long = ['test/hostile/', 'test/benchmark/', 'test/program/', 'test/lab/'];

/** The order of the test files. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLong = ({ moduleId }: TestSpecification): boolean => long.some(folder => moduleId.includes(folder));
		const sorted = await super.sort(files);
		return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))];
	}
}
