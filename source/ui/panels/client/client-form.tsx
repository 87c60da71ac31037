import type { ReactNode } from 'react';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import type { Host } from '../../../lab/snapshot/host.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { Rows } from '../../components/spans.tsx';
import type { ClientField, ScreenState } from '../../state.ts';
import { clipText, gap, padText, type Row, rowWidth, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { fitting, nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import type { ViewModel } from '../../view.ts';
import { atOnceWords } from './batch-words.ts';
import { chosenAddress, chosenHost, hostLabel, hostsWords } from './client-hosts.ts';
import { stepsOwnHost } from './lesson-client.ts';

/** A row of the client's form. */
export interface Field {
	readonly name: ClientField | 'address';
	readonly label: string;
	readonly value: Row;
	/** The person is on it. */
	readonly isCurrent?: boolean;
}

const labelWidth = 10;

/** A label, and what stands in its field. */
export function FormField({ label, value, isCurrent = false }: Field): ReactNode {
	const mark = isCurrent ? span('▸', 'focus') : gap(1);
	return <Rows rows={[[mark, span(padText(label, labelWidth), isCurrent ? 'focus' : 'dim'), gap(1), ...value]]} />;
}

/** The form in which a fetch is chosen; `room` is how many columns it has, and `height` the panel's. */
export function formFields(
	{ state, snapshot }: ViewModel,
	{ focused, room, height }: { readonly focused: boolean; readonly room: number; readonly height: number },
): readonly Field[] {
	const { field, transforms, marked } = state.client;
	const isSeveral = marked.length > 1;
	const address = chosenAddress(state, snapshot);
	const host = chosenHost(state, snapshot);
	// Before a first fetch there is room for a sentence about it.
	const otherHost = snapshot.fetch === undefined ? undefined : stepsOwnHost(state, snapshot);
	const width = room - labelWidth - 1;
	const isAt = (name: ClientField): boolean => focused && field === name;
	const button: Row = isAt('fetch')
		? [{ text: ' Fetch ', tone: 'focus', inverse: true }, span('  enter', 'key')]
		: [span('[Fetch]')];
	const hasRoom = height >= 13 && !(isSeveral && height < 16);
	return [
		{
			name: 'host',
			label: 'Host',
			value: isSeveral ? severalHosts(hostsWords(marked, snapshot), width) : hostValue(host, address, width),
			isCurrent: isAt('host'),
		},
		...(hasRoom
			? [
					{
						name: 'address',
						label: '',
						value:
							otherHost !== undefined
								? [span(clipText(`the lesson’s step: ${otherHost}`, width), 'warning')]
								: isSeveral
									? markedNames(marked, snapshot, width)
									: addressWords(host, address, width),
					} as const,
				]
			: []),
		{
			name: 'transforms',
			label: 'Transforms',
			value: transformsValue(transforms, isAt('transforms'), width),
			isCurrent: isAt('transforms'),
		},
		...(isSeveral
			? [
					{
						name: 'at-once',
						label: 'At once',
						value: atOnceValue(state.client, width),
						isCurrent: isAt('at-once'),
					} as const,
				]
			: []),
		{ name: 'fetch', label: '', value: button, isCurrent: isAt('fetch') },
	];
}

/** The host and the transforms of a recorded fetch, in place of the form. */
export function recordedFields(fetch: FetchState | undefined, room: number): readonly Field[] {
	if (fetch === undefined) {
		return [];
	}
	const transforms = fetch.steps.map(({ transform }) => transform).join(', ');
	const said = (words: string): Row => [span(clipText(visibleLine(words), room - labelWidth - 1))];
	return [
		{
			name: 'host',
			label: 'Host',
			value: [span(nameIn(visibleLine(fetch.server ?? fetch.address), room - labelWidth - 1))],
		},
		{ name: 'transforms', label: 'Transforms', value: said(transforms === '' ? 'none' : transforms) },
	];
}

/** The number of hosts, and the key that changes them. */
function severalHosts(words: string, width: number): Row {
	const keys: readonly Row[] = ['   /', '  /'].map(
		(key, at): Row => [span(key, 'key'), span(at === 0 ? ' changes' : ' hosts', 'dim')],
	);
	return [span(words, 'title'), ...(keys.find(row => textWidth(words) + rowWidth(row) <= width) ?? [])];
}

function markedNames(marked: readonly string[], snapshot: Snapshot, width: number): Row {
	const names = marked.map(address => visibleLine(hostLabel(address, snapshot)).replace(/^(?:poetry|proxy)\//, ''));
	return [span(clipText(names.join(', '), width), 'dim')];
}

/** The number of fetches at once, and the promise around all of them. */
function atOnceValue({ atOnce, promise }: ScreenState['client'], width: number): Row {
	const name = promise === 'all' ? 'all' : 'allSettled';
	const whole = `Promise.${name}`;
	const isNarrow = textWidth(whole) + 10 > width;
	return [
		span(isNarrow ? '‹' : '‹ ', 'key'),
		span(padText(atOnceWords(atOnce), 3), 'plain', true),
		span(isNarrow ? '›' : ' › ', 'key'),
		span(` ${fitting([whole, name, ''], width - (isNarrow ? 6 : 10))}`, 'dim'),
	];
}

function hostValue(host: Host | undefined, address: string | undefined, width: number): Row {
	if (address === undefined) {
		return [span('none yet', 'warning')];
	}
	return betweenArrows(visibleLine(host?.label ?? address), width, isDown(host) ? 'warning' : 'plain');
}

/** A choice that left and right change. */
function betweenArrows(name: string, width: number, tone: Tone): Row {
	const [open, close] = textWidth(name) + 4 <= width ? ['‹ ', ' ›'] : ['‹', '›'];
	const room = width - open.length - close.length;
	const shown = padText(nameIn(name, room), Math.min(room, Math.max(14, textWidth(name))));
	return [span(open, 'key'), span(shown, tone, true), span(close, 'key')];
}

function addressWords(host: Host | undefined, address: string | undefined, width: number): Row {
	if (address === undefined) {
		return [];
	}
	const [said, short] = hostKind(host);
	const ways = [host?.label === address ? said : `${visibleLine(host?.forOthers ?? address)} · ${said}`, said, short];
	return [span(clipText(ways.find(way => textWidth(way) <= width) ?? short, width), 'dim')];
}

/** The kind of a host in words, at length and in short. */
function hostKind(host: Host | undefined): readonly [string, string] {
	if (host !== undefined && isDown(host)) {
		return [host.status, host.status];
	}
	if (host?.server === undefined) {
		return ['not one of ours', 'elsewhere'];
	}
	return host.server.startsWith('proxy/')
		? ['through its cache', 'via its cache']
		: ['from the poet itself', 'the poet'];
}

function isDown(host: Host | undefined): boolean {
	return host?.status === 'stopped' || host?.status === 'failed';
}

function transformsValue(transforms: readonly string[], isCurrent: boolean, width: number): Row {
	const [only = 'none', second] = transforms;
	if (isCurrent && second === undefined) {
		return betweenArrows(visibleLine(only), width, transforms.length === 0 ? 'dim' : 'plain');
	}
	if (transforms.length === 0) {
		return [span('none', 'dim'), span('   t', 'key'), span(' chooses', 'dim')];
	}
	let shown: Row = [];
	for (const [index, name] of transforms.entries()) {
		const left = transforms.length - index;
		const more: Row = [...(index > 0 ? [gap(2)] : []), span(`${index + 1} `, 'key'), span(visibleLine(name))];
		if (index > 0 && rowWidth([...shown, ...more]) + (left > 1 ? 3 : 0) > width) {
			return [...shown, span(` +${left}`, 'dim')];
		}
		shown = [...shown, ...more];
	}
	return shown;
}
