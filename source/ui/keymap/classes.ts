import { bind, helpAndQuit, section, unlisted } from './section.ts';

/** The keys of the board of a class, and of a lab of it that is watched. */
export const classSections = [
	section('board', 'The board of a class', [
		bind(['enter', 'i'], 'watch-lab', 'watch this lab', { hint: 'watch' }),
		bind(['/'], 'filter', 'filter: a name, a lesson, quiet, gone', { hint: 'filter' }),
		bind(['s'], 'sort-labs', 'sort by the next column', { hint: 'sort' }),
		bind(['S'], 'reverse-labs', 'sort the other way round'),
		bind(['R'], 'record-lab', 'watch it, and record it here', { hint: 'record' }),
		bind(['d', 'delete'], 'dismiss-lab', 'dismiss a lab that is gone', { hint: 'dismiss', hintWhen: 'lab-gone' }),
		bind(['D'], 'dismiss-gone', 'dismiss all labs that are gone'),
		unlisted(['escape'], 'back', 'clear the filter', { hint: 'clear filter', hintWhen: 'filtered' }),
		...helpAndQuit,
	]),
	section('watch', 'Watching a lab of a class', [
		bind(['space'], 'replay-toggle', 'hold it still, or go on live', { hint: 'hold/go on' }),
		bind(['right', '.'], 'replay-forward', 'one event on'),
		bind(['left', ','], 'replay-back', 'one event back', { hint: 'event' }),
		bind(['>'], 'replay-tenth-forward', 'a tenth on'),
		bind(['<'], 'replay-tenth-back', 'a tenth back', { hint: 'tenth' }),
		bind(['0', '^'], 'replay-start', 'to the oldest event that is kept', { hint: 'oldest/live' }),
		bind(['$'], 'replay-end', 'to what is live'),
	]),
];
