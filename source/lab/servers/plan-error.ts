/** The flags ask for servers that can not all be there; the message says what to write instead. */
export class PlanError extends Error {
	override readonly name = 'PlanError';
	readonly code: 'ports-beyond-last' | 'ports-overlap' | 'same-name' | 'loop';

	constructor(code: PlanError['code'], message: string) {
		super(message);
		this.code = code;
	}
}
