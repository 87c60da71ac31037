/** A command cannot do what it was asked for, through no fault of its flags: its message is for a person, and the exit code 1. */
export class Failure extends Error {
	override readonly name = 'Failure';
}
