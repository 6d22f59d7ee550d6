import type { Words } from './words.ts';

export const english: Words = {
	usage: `Usage: npm run mediatheek -- COMMAND

  create-school --brin BRIN --name NAME [--scenario 1|2|3] [--rules rsg|three-mails|forty-two-days]
                [--region noord|midden|zuid] [--locations NAME,NAME]
                [--roster FILE] [--teachers FILE] [--catalogue FILE] [--json]
      Makes a school and the media librarian's first account. With a region its school holidays too,
      with files its people and titles. A file that cannot be read stops everything before it begins.
  setup-code
      Shows a new code for setting up the first school in the browser.
  import catalogue FILE --school BRIN [--dry-run] [--accept ID,ID] [--json] [--notes]
      Reads titles and copies from CSV, MARC 21 (ISO 2709) or MARCXML.
  import roster FILE --school BRIN [--category pupil|teacher] [--dry-run] [--accept ID,ID] [--json] [--notes]
      Reads pupils or teachers from a CSV file, or everybody from OneRoster (zip or folder).
  export catalogue FILE --school BRIN --format marcxml|iso2709|csv [--json]
      Writes all titles and copies to a file.
  imports --school BRIN [--json]
      Shows what was taken in.
  rollback ID --school BRIN [--json]
      Undoes an import; what happened since stays.
  codes --school BRIN --class CLASS [--json]
      Makes codes with which the pupils of a class open their accounts.
  demo [--json]
      Makes the demo school, or renews it up to today.
  backup FILE
      Copies the database, also while the server runs (SQLite).
  restore FILE
      Puts a backup back. The server must be stopped.
  take-in FILE [--json]
      Takes in the work of a device that was saved as a file. Doing it again changes nothing.
  new-epoch
      After pg_restore: devices load anew and send what the backup lacks.
  help
      Shows this text.

--dry-run reads the file and tells what would change, but changes nothing.
With --json --notes also what to check, what changes and the questions; --accept answers them.
The records are in the folder MEDIATHEEK_DATA, or in PostgreSQL by DATABASE_URL.`,
	backupMade: (file, bytes) => `The backup is in ${file} (${(bytes / 1e6).toFixed(1)} MB) and has been read through.`,
	forgottenAgain: (count) => (count === 1 ? '1 person from the backup was forgotten again.' : `${count} people from the backup were forgotten again.`),
	backupRestored: (before) =>
		[
			'The backup has been put back.',
			before ? `The database that was there is now in ${before}.` : '',
			'Start the server. Devices will then send by themselves what the backup lacks, up to 60 days back.'
		]
			.filter(Boolean)
			.join('\n'),
	takenIn: ({ name, taken, known, setAside }) =>
		`${name}: ${taken} actions taken in, ${known} were here already.${setAside > 0 ? ` Of these ${setAside} wait; see ‘Set aside’ at a desk.` : ''}`,
	outboxFileTrouble: {
		notOurFile: 'This file is no saved work of Mediatheek. Nothing was changed.',
		damaged: 'This file is not whole any more, or something in it was changed. Nothing was changed here. Save the work on the device once more.',
		newerFile: 'This file comes from a newer version of the app. Nothing was changed. Update the server first.',
		otherSchool: 'This file belongs to another school. Nothing was changed.',
		unknownInstallation: 'The server does not know the device of this file, for instance after a backup was put back. Nothing was changed. Let a media librarian sign in again on that device; take the file in afterwards.',
		operationChanged: 'An action in this file differs from the one the server has already. Nothing was changed.'
	},
	epochBegun: 'A new beginning has been made. Start the server. Devices will then send by themselves what the backup lacks, up to 60 days back.',
	backupOfPostgres: 'The records are in PostgreSQL. Back them up with pg_dump; see src/lib/server/commands/README.md.',
	backupTrouble: {
		noDatabase: 'There is no database in this folder yet. Nothing was done.',
		notABackup: 'This file is not a backup of Mediatheek. Nothing was changed.',
		damaged: 'This backup is damaged. Nothing was changed.',
		inUse: 'The server is still running. Stop it first; nothing was changed.',
		exists: 'A file of that name exists already. Choose another name.'
	},
	unknownCommand: (name) => `Unknown command: ${name}`,
	fileName: 'FILE',
	missing: (what) => `Something is missing: ${what}`,
	wrong: (what, value) => `${what} is not right: ${value}`,
	wrongOption: (message) => `Unknown or wrong option: ${message}`,
	failed: (message) => `Failed: ${message}`,
	unknownSchool: (brin) => `There is no school with BRIN ${brin}.`,
	unknownClass: (name) => `This school has no class ${name}.`,
	schoolExists: (brin) => `There is a school with BRIN ${brin} already. Nothing was changed.`,
	schoolMade: (name, brin) => `The school ${name} (${brin}) has been made.`,
	firstAccount: (name, secret) =>
		`First account (media librarian and administrator):\n  name:     ${name}\n  password: ${secret}\nThis password is shown once. Choose your own after signing in.`,
	setUpCode: (code) => `Code to set up your school: ${code}\n  Open the app in a browser and choose ‘Set up my school’. The code works once.`,
	setUpNotNeeded: 'This server has its school already. No code is needed any more.',
	unreadable: (file) => `The file ${file} cannot be read.`,
	file: (school, file, format) => `${school}: ${file} (${format})`,
	counts: (report, kind) =>
		kind === 'catalogue'
			? `  ${report.rows} rows: ${report.titles} titles, ${report.copies} copies\n  ISBN: ${report.isbn.valid} right, ${report.isbn.restored} restored, ${report.isbn.rejected} rejected`
			: `  ${report.rows} rows: ${report.patrons} people`,
	changes: ({ created, changed, unchanged }) => `  New: ${created}, changed: ${changed}, unchanged: ${unchanged}`,
	notKept: (columns) => `Not needed for lending and not kept: ${columns.join(', ')}`,
	rehearsed: 'This was a rehearsal: nothing was changed.',
	skippedRows: (count) => `Skipped rows: ${count}`,
	noticedRows: (count) => `Taken in, please check: ${count}`,
	atLine: (line, reason) => `  line ${line}: ${reason}`,
	andMore: (count) => `  … and ${count} more (all of them are in the output of --json)`,
	proposals: (count) => `Questions: ${count}. Answer with --accept ID,ID; without an answer nothing is done about them.`,
	proposal: ({ id, kind, from, to, count, others }) =>
		({
			sameTitle: `  ${id}: ${to} looks like ${from}`,
			barcodeMoved: `  ${id}: the copy of ${from} now belongs to ${to}`,
			numberChanged: `  ${id}: ${from} has another number now: ${to}`,
			numberReused: `  ${id}: the number of ${from} is now of ${to}; open loans: ${count}`,
			classRenamed: `  ${id}: class ${from} is now called ${to}; going along: ${count}, not: ${others ?? 0}`,
			left: `  ${id}: ${from} is no longer in the file; open loans: ${count}`
		})[kind],
	exported: (file, titles) => `${file}: ${titles} titles`,
	recordTooLong: (title) => `  too long for ISO 2709, left out: ${title}`,
	recordedImport: (run) =>
		`${run.id}  ${new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ')}  ${run.kind}  ${run.fileName}  new: ${run.created}, changed: ${run.changed}${run.undoneAt === undefined ? '' : '  (rolled back)'}`,
	unknownImport: (id) => `There is no import ${id} that can still be rolled back.`,
	rolledBack: (undone, kept) => `Rolled back: ${undone}. Kept, because something happened to it since: ${kept}`,
	skip: {
		titleMissing: 'no title',
		barcodeTwice: 'this barcode stands earlier with this title',
		barcodeOfOtherTitle: 'this barcode stands earlier with another title',
		barcodeKnown: 'this barcode belongs to another title at school; answer with --accept',
		barcodeTooLong: 'the barcode is too long',
		numberMissing: 'no pupil number',
		numberDamaged: 'a spreadsheet damaged the number (for instance 9.87E+16)',
		numberTooLong: 'the number is too long',
		numberOfTwoPeople: 'this number stands with two different people',
		numberReused: 'this number is somebody else’s in this school',
		nameMissing: 'no name',
		sameRowTwice: 'this person stands earlier in the file',
		totalLine: 'a line with a total',
		recordBroken: 'this record is broken',
		recordCut: 'this record is not complete',
		personEnded: 'this person is marked as removed',
		otherRole: 'neither a pupil nor staff'
	},
	warning: {
		isbnDamaged: 'a spreadsheet damaged the ISBN; taken in without it',
		isbnCheckDigit: 'the check digit of the ISBN is wrong; taken in without it',
		notAnIsbn: 'the ISBN column holds no ISBN; taken in without it',
		isbnOfOtherTitle: 'this ISBN stands earlier with another title; put with that title',
		isbnTwice: 'this ISBN stands earlier in the file; put with that title',
		yearUnreadable: 'the year cannot be read',
		barcodeMissing: 'no barcode; taken in as a title without a copy',
		locationUnknown: 'this location is not known',
		classDamaged: 'a spreadsheet damaged the class (for instance 2-jan); taken in without it',
		classTooLong: 'the name of the class is too long; taken in without it',
		classUnknown: 'this class is not known; the teacher was not put with it',
		cardOfTwoPatrons: 'this card number is somebody else’s; taken in without this card',
		cardTooLong: 'the card number is too long; taken in without a card',
		cardCut: 'the card number seems to be cut off',
		emailUnreadable: 'the parent’s e-mail address is not an e-mail address; taken in without it',
		familyNameMissing: 'no family name',
		nameCut: 'the name is too long and was cut',
		nameHasQuestionMarks: 'the name has question marks: letters were probably lost',
		looksLikeFormula: 'the name looks like a formula; taken in as plain text',
		tooManyCells: 'more cells than columns; the rest was not read',
		tooFewCells: 'fewer cells than columns',
		leadingZerosLost: 'leading zeros are missing; recognised and kept',
		otherSchool: 'this file seems to be of another school',
		passwordIgnored: 'a column of passwords was not read',
		lettersGuessed: 'the encoding is not what it says; letters were guessed',
		lettersLost: 'some letters cannot be read'
	},
	failure: {
		notText: 'This is not a text file. Save it as CSV and try again.',
		empty: 'The file is empty.',
		noHeader: 'No line with fitting column names was found.',
		isRoster: 'This looks like a list of people, not of titles. Nothing was changed.',
		isCatalogue: 'This looks like a list of titles, not of people. Nothing was changed.',
		unknownXml: 'This is an XML file whose layout is not known. Make a CSV file with number, name and class. Nothing was changed.',
		unclosedQuote: 'A quotation mark is never closed.',
		noRecords: 'There is no readable MARC record in this file.',
		badArchive: 'This zip file cannot be read, or has no users.csv.',
		tooLarge: 'The file is too large.',
		otherSchool: 'This file is of another school (location code). Nothing was changed. If it is right after all, give --accept otherSchool.'
	},
	demoMade: (name, loans) => `${name} is ready, with ${loans} events up to today.`,
	demoKept: (name) => `${name} was ready up to today already. Nothing was changed.`,
	demoRefused: 'This server has a real school already. The demo school is not put beside it.',
	codesFor: (name, count) => `Codes for class ${name}: ${count}`
};
