/** One thing that happened, and why: in labelled sentences, safe to show. */
export interface Reason {
	/** What it is about: a transform, or a connection. */
	readonly about: string;
	readonly tone: 'failed' | 'warning' | 'good';
	readonly parts: readonly ReasonPart[];
}

interface ReasonPart {
	readonly label: string;
	readonly text: string;
}
