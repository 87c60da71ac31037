import { expect, test } from 'vitest';
import { Roster } from '../../source/net/roster.ts';

const members = (count: number) => Array.from({ length: count }, (_, id) => ({ id, place: 0 }));
const ids = (roster: Roster<{ id: number; place: number }>) => [...roster].map(({ id }) => id).sort((a, b) => a - b);

test('has those who came and did not go, in whichever order that was', () => {
	const roster = new Roster<{ id: number; place: number }>();
	const all = members(5);
	for (const member of all) {
		roster.add(member);
	}
	for (const at of [0, 4, 2]) {
		const member = all[at];
		if (member !== undefined) {
			roster.delete(member);
		}
	}
	expect(ids(roster)).toEqual([1, 3]);
	expect(roster.size).toBe(2);
});

test('who goes twice, or never came, takes nobody along', () => {
	const roster = new Roster<{ id: number; place: number }>();
	const [first, second, stranger] = members(3);
	if (first === undefined || second === undefined || stranger === undefined) {
		throw new Error('there are three');
	}
	roster.add(first);
	roster.add(second);
	roster.delete(first);
	roster.delete(first);
	roster.delete(stranger);
	expect(ids(roster)).toEqual([1]);
	roster.add(first);
	expect(ids(roster)).toEqual([0, 1]);
});

test('is looked through as it was at the beginning, whoever goes meanwhile', () => {
	const roster = new Roster<{ id: number; place: number }>();
	for (const member of members(4)) {
		roster.add(member);
	}
	const seen: number[] = [];
	for (const member of roster) {
		seen.push(member.id);
		roster.delete(member);
	}
	expect(seen).toEqual([0, 1, 2, 3]);
	expect(roster.size).toBe(0);
});
