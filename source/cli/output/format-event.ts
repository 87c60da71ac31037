import type { EventOf } from '../../events/events.ts';
import type { OutcomeEvent } from '../../lab/outcome-event.ts';
import { addressForOthers } from '../../lab/snapshot/server-address.ts';
import { formatBytes, formatClock, formatDuration } from '../../ui/format.ts';
import { lessonResultWords, stepResultWords } from '../../ui/lessons/result-words.ts';
import { failedClients } from '../../ui/overlays/crowd/failed-clients.ts';
import { batchEndWords } from '../../ui/panels/client/batch-words.ts';
import { formatAddress } from '../../wire/address.ts';
import { visibleLine } from '../../wire/visible-text.ts';

/** One event as one line for a person, with the time of day: its own time plus `shiftMs`, the shift of the wall clock. */
export function formatEvent(event: OutcomeEvent, shiftMs = 0): string {
	const server = 'server' in event && event.server !== undefined ? event.server : '';
	const connection = 'connection' in event && event.connection !== undefined ? `#${event.connection}` : '';
	const place = `${serverColumn(server)} ${connection.padEnd(6)}`;
	return `${formatClock(event.time + shiftMs)}  ${place} ${visibleLine(what(event))}`;
}

/** The servers' names as they are shown: each stands in very many lines. */
const serverColumns = new Map<string, string>();
const mostServerColumns = 10_000;

function serverColumn(server: string): string {
	let column = serverColumns.get(server);
	if (column === undefined) {
		if (serverColumns.size >= mostServerColumns) {
			serverColumns.clear();
		}
		column = visibleLine(server).padEnd(18);
		serverColumns.set(server, column);
	}
	return column;
}

function what(event: OutcomeEvent): string {
	switch (event.type) {
		case 'server-listening': {
			const slow = event.slow ? ', slowly' : '';
			const facts = [event.title && `“${event.title}”`, event.upstream && `before ${event.upstream}`].filter(Boolean);
			return [`listening on ${formatAddress(addressForOthers(event))}`, ...facts].join('  ') + slow;
		}
		case 'server-failed':
			return `FAILED ${event.why}`;
		case 'server-closed':
			return 'stopped';
		case 'ready':
			return `ready: ${readyWords(event)}`;
		case 'connection-opened':
			return 'opened';
		case 'connection-closed': {
			const sizes = `${formatBytes(event.bytesIn)} in, ${formatBytes(event.bytesOut)} out`;
			const bound = event.bound === undefined ? '' : ` (${event.bound})`;
			const faults = event.faults === undefined ? '' : `, struck by ${event.faults.join(', ')}`;
			return `closed: ${event.how.replace('-', ' ')}${bound}${faults}, ${sizes}, ${formatDuration(event.durationMs)}`;
		}
		case 'cache-hit':
			return `HIT${event.from === undefined ? '' : ' class'} ${formatBytes(event.bytes)}, ${formatDuration(event.ageMs)} old`;
		case 'cache-miss':
			return `MISS, fetch ${event.fetch}`;
		case 'cache-collapsed':
			return `COLLAPSED${event.lab === undefined ? '' : ` with ${event.lab}`}, waits on fetch ${event.fetch}`;
		case 'cache-stale':
			return `STALE ${formatBytes(event.bytes)}, ${formatDuration(event.ageMs)} old: ${event.why}`;
		case 'upstream-refused':
			return `REFUSED ${event.why}`;
		case 'poem-stored':
			return `stored ${formatBytes(event.bytes)}`;
		case 'poem-evicted':
			return `evicted the poem of ${event.upstream}`;
		case 'cache-purged':
			return `purged ${event.entries} poems`;
		case 'class-joined':
			return `in the class at ${event.engine} as ${event.name}: it sees what this lab does`;
		case 'class-away':
			return `the class is AWAY: ${event.why}; this lab goes on alone, and tries again`;
		case 'class-peer-named':
			return `${event.name} is at ${event.peerHost}`;
		case 'class-left':
			return `left the class at ${event.engine}`;
		case 'class-asked':
			return `asks the class, fetch ${event.fetch}`;
		case 'class-answered':
			return `the class answers: ${classAnswerWords(event)}, fetch ${event.fetch}, ${formatDuration(event.durationMs)}`;
		case 'class-followed':
			return event.code === undefined
				? `fetch ${event.fetch} got ${formatBytes(event.bytes)} by way of ${event.lab}, ${formatDuration(event.durationMs)}`
				: `fetch ${event.fetch} no longer follows ${event.lab}: ${event.why ?? event.code}`;
		case 'class-taken-over':
			return `fetch ${event.fetch} TAKEN OVER from ${event.lab}`;
		case 'class-released':
			return `lease released: ${event.how.replace('-', ' ')}, fetch ${event.fetch}, ${formatBytes(event.bytes)} published`;
		case 'transform-broke-down':
			return `${event.file} BROKE DOWN: ${event.why}`;
		case 'transform-requested':
			return `${event.transform} requested, ${formatBytes(event.bytes)}`;
		case 'transform-replied':
			return `${event.transform} REPLIED ${formatBytes(event.bytes)}, ${formatDuration(event.durationMs)}`;
		case 'transform-refused':
			return `REFUSED ${event.why}`;
		case 'fault-set':
			return `FAULT ${setFaultWords(event)}`;
		case 'fault-cleared':
			return `fault ${event.fault} is off`;
		case 'fault-struck':
			return `FAULT ${event.fault}: ${event.what}`;
		case 'collapsing-set':
			return `collapsing is ${event.on ? 'on' : 'off'}`;
		case 'crowd-started': {
			const rate = event.ratePerSecond === undefined ? 'at once' : `${event.ratePerSecond} a second`;
			return `crowd of ${event.clients} to ${formatAddress(event)}, ${rate}`;
		}
		case 'crowd-progressed':
			return `crowd: ${event.ended} of ${event.begun} ended`;
		case 'crowd-ended':
			return crowdEndWords(event);
		case 'fetch-started':
			return `fetch ${event.fetch} from ${formatAddress(event)}`;
		case 'dial-connected':
			return `fetch ${event.fetch} connected`;
		case 'fetch-succeeded':
			return `fetch ${event.fetch} got ${formatBytes(event.bytes)}, ${formatDuration(event.durationMs)}`;
		case 'fetch-fell-back':
			return `fetch ${event.fetch} FELL BACK ${event.why}`;
		case 'fetch-failed':
			if (event.code === 'cancelled') {
				return `fetch ${event.fetch} cancelled, ${formatDuration(event.durationMs)}`;
			}
			return `fetch ${event.fetch} FAILED ${event.why}, ${formatDuration(event.durationMs)}`;
		case 'batch-started':
			return `batch of ${event.hosts.length} fetches, ${event.atOnce} at once`;
		case 'batch-ended':
			return `batch ended: ${batchEndWords(event, 0)}`;
		case 'fetches-refused':
			return `${event.asked} fetches NOT BEGUN: ${event.underWay} are under way, ${event.bound} may be`;
		case 'loop-blocked':
			return `the event loop was BLOCKED for ${formatDuration(event.durationMs)}`;
		case 'clock-changed':
			return `the clock was SET ${event.shiftMs < 0 ? 'back' : 'forward'} by ${formatDuration(Math.abs(event.shiftMs))}`;
		case 'lesson-reached':
			return `lesson ${event.lesson}: step ${event.step} of ${event.steps}`;
		case 'lesson-progressed':
			return `lesson ${event.lesson}, step ${event.step}: ${stepResultWords(event)}`;
		case 'lesson-done':
			return `lesson ${event.lesson} DONE: ${lessonResultWords(event.steps)}`;
		case 'lesson-left':
			return `left lesson ${event.lesson}`;
		case 'recording-started':
			return `recording to ${event.path}`;
		case 'recording-stopped': {
			const recorded = `${event.events} events, ${formatBytes(event.bytes)}, in ${event.path}`;
			return event.why === undefined ? `recorded ${recorded}` : `recording STOPPED, ${recorded}: ${event.why}`;
		}
	}
}

function readyWords({ servers, failed, seed, reachableAt }: EventOf<'ready'>): string {
	const parts = [failed > 0 && `${failed} failed`, seed !== undefined && `seed ${seed}`];
	const dialled = reachableAt && `others dial ${reachableAt.join(' or ')}`;
	return [`${servers} servers`, ...parts, dialled].filter(Boolean).join(', ');
}

function crowdEndWords({ how, whole, fellBack, failures }: EventOf<'crowd-ended'>): string {
	const { failed, cancelled } = failedClients(failures);
	return `crowd ${how}: ${whole + fellBack} whole, ${fellBack} of them fell back, ${failed} failed, ${cancelled} cancelled`;
}

function classAnswerWords({ answer, bytes, lab, why }: EventOf<'class-answered'>): string {
	switch (answer) {
		case 'hit':
			return `it has the poem, ${formatBytes(bytes ?? 0)}`;
		case 'lead':
			return 'the lease is ours';
		case 'follow':
			return `${lab ?? 'another lab'} fetches it`;
		case 'alone':
			return `nothing (${why ?? 'it is away'}), goes on alone`;
	}
}

function setFaultWords({ fault, settings }: EventOf<'fault-set'>): string {
	return [fault, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join(':');
}
