import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { daysOffFromCalendar } from '#lib/domain/school/days-off/days-off-calendar.ts';
import { daysOffFromList } from '#lib/domain/school/days-off/days-off-list.ts';
import { proposalsOf } from '#lib/domain/school/days-off/filed-days-off.ts';
import { isIcal, unfold } from '#lib/domain/school/days-off/ical.ts';
import { readWrittenDate } from '#lib/domain/shared/written-date.ts';
import { readDaysOffFile } from '#lib/client/days-off-file.ts';
import { day } from '../../builders/domain.ts';

const zone = 'Europe/Amsterdam';
const bytes = (text: string) => new TextEncoder().encode(text);
const calendar = (...events: string[][]) =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => daysOffFromCalendar(calendar(lines), zone);
const list = (...lines: string[]) => daysOffFromList(lines.map((text, place) => ({ line: place + 1, cells: text.split(';') })));

describe('a calendar', () => {
	test.each([
		['days, the end left out', ['DTSTART;VALUE=DATE:20261010', 'DTEND;VALUE=DATE:20261019'], '2026-10-10', '2026-10-18'],
		['one day without an end', ['DTSTART;VALUE=DATE:20270427'], '2027-04-27', '2027-04-27'],
		['one day that ends where it begins', ['DTSTART;VALUE=DATE:20270427', 'DTEND;VALUE=DATE:20270427'], '2027-04-27', '2027-04-27'],
		['a duration', ['DTSTART;VALUE=DATE:20261219', 'DURATION:P2W'], '2026-12-19', '2027-01-01'],
		['midnights of the school’s zone', ['DTSTART;TZID=Europe/Amsterdam:20261010T000000', 'DTEND;TZID=Europe/Amsterdam:20261019T000000'], '2026-10-10', '2026-10-18'],
		['midnights in summer and winter time as UTC', ['DTSTART:20261023T220000Z', 'DTEND:20261031T230000Z'], '2026-10-24', '2026-10-31'],
		['another zone', ['DTSTART;TZID=America/New_York:20261009T200000', 'DTEND;TZID=America/New_York:20261010T170000'], '2026-10-10', '2026-10-10'],
		['a zone that nobody knows', ['DTSTART;TZID="W. Europe: Standard":20261010T000000', 'DTEND;TZID="W. Europe: Standard":20261011T000000'], '2026-10-10', '2026-10-10'],
		['an hour that the clocks skip', ['DTSTART;TZID=Europe/Amsterdam:20270328T023000', 'DTEND;TZID=Europe/Amsterdam:20270329T170000'], '2027-03-28', '2027-03-29']
	])('reads %s', (_, lines, from, to) => {
		expect(event('SUMMARY:Vrij', ...lines)).toMatchObject({ periods: [{ name: 'Vrij', from, to }], unread: [] });
	});

	it('undoes escapes, joins folded lines and leaves alarms inside an event alone', () => {
		const text = calendar(['SUMMARY;LANGUAGE=nl:Kerst\\, en\\n oud\\;', ' nieuw', 'BEGIN:VALARM', 'DURATION:PT5M', 'SUMMARY:Let op', 'END:VALARM', 'DTSTART:20261225']);
		expect(daysOffFromCalendar(new TextDecoder().decode(unfold(bytes(text))), zone).periods).toMatchObject([{ name: 'Kerst, en oud;nieuw', from: '2026-12-25' }]);
	});

	it('reads the same however its lines are folded and ended', () => {
		const whole = bytes(calendar(['SUMMARY:Züidelijke vakantie’s', 'DTSTART;VALUE=DATE:20261010', 'DTEND;VALUE=DATE:20261019']));
		const read = (file: Uint8Array) => daysOffFromCalendar(new TextDecoder().decode(unfold(file)), zone).periods;
		fc.assert(
			fc.property(fc.nat(whole.length - 1), fc.constantFrom('\r\n ', '\n ', '\r\n\t'), (at, fold) => {
				// A fold stands within a line, never beside its end.
				fc.pre(![10, 13].includes(whole[at] ?? 0) && ![10, 13].includes(whole[at - 1] ?? 10));
				expect(read(Uint8Array.from([...whole.slice(0, at), ...bytes(fold), ...whole.slice(at)]))).toEqual(read(whole));
			})
		);
		expect(read(bytes(new TextDecoder().decode(whole).replaceAll('\r', '')))).toEqual(read(whole));
	});

	it('says what repeats, what takes a part of a day, and what does not look like a day off', () => {
		expect(event('SUMMARY:Studiedag', 'DTSTART:20261102', 'RRULE:FREQ=YEARLY').periods).toMatchObject([{ repeats: true, likely: true }]);
		expect(event('SUMMARY:Ouderavond', 'DTSTART:20261102T190000', 'DTEND:20261102T213000').periods).toMatchObject([{ partOfDay: true, likely: false }]);
		expect(event('SUMMARY:Vrijdagmiddagborrel', 'DTSTART:20261102').periods).toMatchObject([{ partOfDay: false, likely: false }]);
	});

	it('names what it cannot take, and takes the rest', () => {
		const broken = [
			['SUMMARY:Ergens in mei'],
			['SUMMARY:Schrikkeldag', 'DTSTART:20270229'],
			['SUMMARY:Omgekeerd', 'DTSTART:20270210', 'DTEND:20270201'],
			['SUMMARY:Reis', 'DTSTART:20270210', 'STATUS:CANCELLED']
		];
		const text = calendar(...broken, ['SUMMARY:Pasen', 'DTSTART:20270328', 'DTEND:20270330']).replace('END:VCALENDAR', 'BEGIN:VEVENT\r\nSUMMARY:Half');
		expect(daysOffFromCalendar(text, zone)).toMatchObject({
			periods: [{ name: 'Pasen', from: '2027-03-28', to: '2027-03-29' }],
			unread: [
				{ text: 'Ergens in mei', reason: 'noDate' },
				{ text: 'Schrikkeldag', reason: 'noDate' },
				{ text: 'Omgekeerd', reason: 'order' },
				{ text: 'Reis', reason: 'cancelled' },
				{ text: 'Half', reason: 'unfinished' }
			]
		});
	});

	it('is known by how it begins', () => {
		expect([isIcal('\r\nbegin:vcalendar\r\n'), isIcal('naam;van;tot')]).toEqual([true, false]);
	});
});

describe('a list', () => {
	it('is read with heads in any order, and without', () => {
		const expected = [{ name: 'Herfst', from: '2026-10-10', to: '2026-10-18' }, { name: 'Studiedag', from: '2026-11-02', to: '2026-11-02' }];
		expect(list('Tot en met;Opmerking;Van;Naam', '18-10-2026;;10-10-2026;Herfst', ';x;2026-11-02;Studiedag').periods).toMatchObject(expected);
		expect(list('Herfst;10 oktober 2026;zo 18 okt. 2026', 'Studiedag;2/11/2026').periods).toMatchObject(expected);
	});

	it('names the region where it holds more than one', () => {
		const head = 'schooljaar;naam;regio;van;tot';
		expect(list(head, '2026;Herfst;Noord;2026-10-10;2026-10-18', '2026;Herfst;Zuid;2026-10-17;2026-10-25').periods.map(({ name }) => name)).toEqual(['Herfst (Noord)', 'Herfst (Zuid)']);
		expect(list(head, '2026;Herfst;Noord;2026-10-10;2026-10-18').periods.map(({ name }) => name)).toEqual(['Herfst']);
	});

	it('names the lines it cannot take', () => {
		expect(list('naam;van;tot', 'Kerst;december;', 'Mei;2027-05-02;2027-04-24', 'Zomer;2027-07-10;31-31-2027', 'Pasen;2027-03-28;').unread).toEqual([
			{ line: 2, reason: 'noDate', text: 'Kerst december' },
			{ line: 3, reason: 'order', text: 'Mei 2027-05-02 2027-04-24' },
			{ line: 4, reason: 'noDate', text: 'Zomer 2027-07-10 31-31-2027' }
		]);
	});
});

test.each([
	['2026-12-19', '2026-12-19'],
	['2026-12-19 00:00:00', '2026-12-19'],
	['20261219', '2026-12-19'],
	['9.1.2027', '2027-01-09'],
	['zaterdag 19 december 2026', '2026-12-19'],
	['1 mrt 2027', '2027-03-01'],
	['12/19/2026', undefined],
	['19-12-26', undefined],
	['2 grijs 2026', undefined],
	['', undefined]
])('a day written as “%s” is %s', (written, expected) => {
	expect(readWrittenDate(written)).toBe(expected);
});

test('what is there already, is over or falls together with something else is not taken unasked, and nothing stands twice', () => {
	const period = (name: string, from: string, to: string) => ({ name, from: day(from), to: day(to), repeats: false, partOfDay: false, likely: true });
	const kerst = period('Kerst', '2026-12-19', '2027-01-03');
	const filed = [period('Zomer', '2027-07-10', '2027-08-22'), kerst, period('Kerstdag', '2026-12-25', '2026-12-25'), period('Herfst', '2026-10-10', '2026-10-18'), period('Zomer', '2027-07-10', '2027-08-22')];
	expect(proposalsOf(filed, [{ ...kerst, name: 'Kerstvakantie' }], day('2026-11-23')).map(({ name, standing, chosen }) => [name, standing, chosen])).toEqual([
		['Herfst', 'over', false],
		['Kerst', 'known', false],
		['Kerstdag', 'overlaps', false],
		['Zomer', 'new', true]
	]);
});

describe('a file', () => {
	const read = (...parts: BlobPart[]) => readDaysOffFile(new Blob(parts), zone);

	it('is read with a byte order mark, as a Dutch spreadsheet saves it, and when a line is cut within a letter', async () => {
		expect(await read('\ufeffnaam,van,tot\r\n"Kerst, lang",2026-12-19,2027-01-03\r\n')).toMatchObject({ periods: [{ name: 'Kerst, lang' }] });
		expect(await read('naam;van;tot\r\nVri', Uint8Array.of(0xeb), ';19-12-2026;3-1-2027\r\n')).toMatchObject({ periods: [{ name: 'Vrië' }] });
		const [before = '', after = ''] = calendar(['SUMMARY:Vri|', 'DTSTART:20261219']).split('|');
		expect(await read(before, Uint8Array.of(0xc3, 13, 10, 32, 0xab), after)).toMatchObject({ periods: [{ name: 'Vrië' }] });
	});

	it('counts its lines, also where a cell has more than one', async () => {
		expect(await read('naam;van;tot\n"Kerst\nlang";2026-12-19;2027-01-03\n\nMei;ooit;later\n')).toMatchObject({ unread: [{ line: 5 }] });
	});

	it('that holds no days off says why', async () => {
		expect(await read('')).toBe('empty');
		expect(await read('PK\u0003\u0004\u0000\u0000')).toBe('notText');
		expect(await read('naam;van;tot\n"Kerst;19-12-2026;3-1-2027\n')).toBe('nothing');
		expect(await read(new Uint8Array(5_000_001))).toBe('tooLarge');
	});
});
