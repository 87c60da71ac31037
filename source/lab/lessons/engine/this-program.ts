import process from 'node:process';

/** The command that starts this program: `npm start --` where npm has started it, since it need not be installed then. */
export function thisProgram(): string {
	return process.env.npm_lifecycle_event === 'start' ? 'npm start --' : 'poetry-lab';
}
