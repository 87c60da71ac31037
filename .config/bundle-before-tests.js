import { bundleProgram } from './bundle.js';

/** The tests of the whole program run what is shipped. */
export async function setup() {
	await bundleProgram();
}
