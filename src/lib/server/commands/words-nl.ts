import type { Words } from './words.ts';

export const dutch: Words = {
	usage: `Gebruik: npm run mediatheek -- OPDRACHT

  create-school --brin BRIN --name NAAM [--scenario 1|2|3] [--rules rsg|three-mails|forty-two-days]
                [--region noord|midden|zuid] [--locations NAAM,NAAM]
                [--roster BESTAND] [--teachers BESTAND] [--catalogue BESTAND] [--json]
      Maakt een school en het eerste account van de mediathecaris. Met een regio ook de schoolvakanties,
      met bestanden ook de mensen en de titels. Een onleesbaar bestand houdt alles tegen voor het begint.
  setup-code
      Toont een nieuwe code om de eerste school in de browser in te richten.
  import catalogue BESTAND --school BRIN [--dry-run] [--accept ID,ID] [--json] [--notes]
      Leest titels en exemplaren uit CSV, MARC 21 (ISO 2709) of MARCXML.
  import roster BESTAND --school BRIN [--category pupil|teacher] [--dry-run] [--accept ID,ID] [--json] [--notes]
      Leest leerlingen of docenten uit een CSV-bestand, of allen uit OneRoster (zip of map).
  export catalogue BESTAND --school BRIN --format marcxml|iso2709|csv [--json]
      Schrijft alle titels en exemplaren naar een bestand.
  imports --school BRIN [--json]
      Toont wat er is ingelezen.
  rollback ID --school BRIN [--json]
      Draait een import terug; wat daarna is gebeurd, blijft.
  codes --school BRIN --class KLAS [--json]
      Maakt codes waarmee de leerlingen van een klas hun account openen.
  demo [--json]
      Maakt de demoschool, of vernieuwt haar tot vandaag.
  backup BESTAND
      Maakt een kopie van de database, ook terwijl de server draait (SQLite).
  restore BESTAND
      Zet een back-up terug. De server moet gestopt zijn.
  take-in BESTAND [--json]
      Leest het werk van een apparaat in dat als bestand is bewaard. Nog een keer inlezen verandert niets.
  new-epoch
      Na pg_restore: apparaten halen alles opnieuw op en sturen wat de back-up mist.
  help
      Toont deze tekst.

--dry-run leest het bestand en vertelt wat er zou veranderen, maar verandert niets.
Met --json --notes ook wat je moet nakijken, wat er verandert en de vragen; --accept beantwoordt ze.
De gegevens staan in de map MEDIATHEEK_DATA, of in PostgreSQL volgens DATABASE_URL.`,
	backupMade: (file, bytes) => `De back-up staat in ${file} (${(bytes / 1e6).toFixed(1)} MB) en is nagelezen.`,
	forgottenAgain: (count) => (count === 1 ? '1 persoon uit de back-up is opnieuw vergeten.' : `${count} personen uit de back-up zijn opnieuw vergeten.`),
	backupRestored: (before) =>
		[
			'De back-up is teruggezet.',
			before ? `De database die er stond, staat nu in ${before}.` : '',
			'Start de server. Apparaten sturen daarna vanzelf wat de back-up mist, tot 60 dagen terug.'
		]
			.filter(Boolean)
			.join('\n'),
	takenIn: ({ name, taken, known, setAside }) =>
		`${name}: ${taken} handelingen ingelezen, ${known} waren er al.${setAside > 0 ? ` Daarvan wachten er ${setAside}; zie ‘Apart gezet’ op een balie.` : ''}`,
	outboxFileTrouble: {
		notOurFile: 'Dit bestand is geen bewaard werk van Mediatheek. Er is niets gewijzigd.',
		damaged: 'Dit bestand is niet heel meer, of er is iets aan veranderd. Er is niets gewijzigd. Bewaar het werk op het apparaat opnieuw.',
		newerFile: 'Dit bestand komt van een nieuwere versie van de app. Er is niets gewijzigd. Werk de server eerst bij.',
		otherSchool: 'Dit bestand is van een andere school. Er is niets gewijzigd.',
		unknownInstallation: 'De server kent het apparaat van dit bestand niet, bijvoorbeeld na het terugzetten van een back-up. Er is niets gewijzigd. Laat een mediathecaris op dat apparaat opnieuw inloggen; lees het bestand daarna in.',
		operationChanged: 'Een handeling in dit bestand is anders dan die de server al heeft. Er is niets gewijzigd.'
	},
	epochBegun: 'Er is een nieuw begin gemaakt. Start de server. Apparaten sturen daarna vanzelf wat de back-up mist, tot 60 dagen terug.',
	backupOfPostgres: 'De gegevens staan in PostgreSQL. Maak een back-up met pg_dump; zie src/lib/server/commands/README.md.',
	backupTrouble: {
		noDatabase: 'Er is nog geen database in deze map. Er is niets gedaan.',
		notABackup: 'Dit bestand is geen back-up van Mediatheek. Er is niets gewijzigd.',
		damaged: 'Deze back-up is beschadigd. Er is niets gewijzigd.',
		inUse: 'De server draait nog. Stop hem eerst; er is niets gewijzigd.',
		exists: 'Er bestaat al een bestand met die naam. Kies een andere naam.'
	},
	unknownCommand: (name) => `Onbekende opdracht: ${name}`,
	fileName: 'BESTAND',
	missing: (what) => `Er ontbreekt iets: ${what}`,
	wrong: (what, value) => `${what} klopt niet: ${value}`,
	wrongOption: (message) => `Onbekende of verkeerde optie: ${message}`,
	failed: (message) => `Mislukt: ${message}`,
	unknownSchool: (brin) => `Er is geen school met BRIN ${brin}.`,
	unknownClass: (name) => `Deze school heeft geen klas ${name}.`,
	schoolExists: (brin) => `Er is al een school met BRIN ${brin}. Er is niets gewijzigd.`,
	schoolMade: (name, brin) => `De school ${name} (${brin}) is gemaakt.`,
	firstAccount: (name, secret) =>
		`Eerste account (mediathecaris en beheerder):\n  naam:       ${name}\n  wachtwoord: ${secret}\nDit wachtwoord wordt één keer getoond. Kies een eigen wachtwoord na het inloggen.`,
	setUpCode: (code) => `Code om je school in te richten: ${code}\n  Open de app in een browser en kies ‘Richt mijn school in’. De code werkt één keer.`,
	setUpNotNeeded: 'Op deze server staat al een school. Er is geen code meer nodig.',
	unreadable: (file) => `Het bestand ${file} is niet te lezen.`,
	file: (school, file, format) => `${school}: ${file} (${format})`,
	counts: (report, kind) =>
		kind === 'catalogue'
			? `  ${report.rows} rijen: ${report.titles} titels, ${report.copies} exemplaren\n  ISBN: ${report.isbn.valid} goed, ${report.isbn.restored} hersteld, ${report.isbn.rejected} afgekeurd`
			: `  ${report.rows} rijen: ${report.patrons} personen`,
	changes: ({ created, changed, unchanged }) => `  Nieuw: ${created}, gewijzigd: ${changed}, ongewijzigd: ${unchanged}`,
	notKept: (columns) => `Niet nodig om te lenen en niet bewaard: ${columns.join(', ')}`,
	rehearsed: 'Dit was een proef: er is niets gewijzigd.',
	skippedRows: (count) => `Overgeslagen rijen: ${count}`,
	noticedRows: (count) => `Wel ingelezen, kijk dit na: ${count}`,
	atLine: (line, reason) => `  regel ${line}: ${reason}`,
	andMore: (count) => `  … en nog ${count} (alles staat in de uitvoer van --json)`,
	proposals: (count) => `Vragen: ${count}. Antwoord met --accept ID,ID; zonder antwoord gebeurt er niets mee.`,
	proposal: ({ id, kind, from, to, count, others }) =>
		({
			sameTitle: `  ${id}: ${to} lijkt op ${from}`,
			barcodeMoved: `  ${id}: het exemplaar van ${from} is nu van ${to}`,
			numberChanged: `  ${id}: ${from} heeft nu een ander nummer: ${to}`,
			numberReused: `  ${id}: het nummer van ${from} is nu van ${to}; open leningen: ${count}`,
			classRenamed: `  ${id}: klas ${from} heet nu ${to}; gaan mee: ${count}, niet mee: ${others ?? 0}`,
			left: `  ${id}: ${from} staat niet meer in het bestand; open leningen: ${count}`
		})[kind],
	exported: (file, titles) => `${file}: ${titles} titels`,
	recordTooLong: (title) => `  te lang voor ISO 2709, niet meegenomen: ${title}`,
	recordedImport: (run) =>
		`${run.id}  ${new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ')}  ${run.kind}  ${run.fileName}  nieuw: ${run.created}, gewijzigd: ${run.changed}${run.undoneAt === undefined ? '' : '  (teruggedraaid)'}`,
	unknownImport: (id) => `Er is geen import ${id} die nog kan worden teruggedraaid.`,
	rolledBack: (undone, kept) => `Teruggedraaid: ${undone}. Gebleven, omdat er daarna iets mee is gebeurd: ${kept}`,
	skip: {
		titleMissing: 'geen titel',
		barcodeTwice: 'deze barcode staat al eerder bij deze titel',
		barcodeOfOtherTitle: 'deze barcode staat al eerder bij een andere titel',
		barcodeKnown: 'deze barcode hoort op school bij een andere titel; antwoord met --accept',
		barcodeTooLong: 'de barcode is te lang',
		numberMissing: 'geen leerlingnummer',
		numberDamaged: 'het nummer is door een spreadsheet beschadigd (bijvoorbeeld 9,87E+16)',
		numberTooLong: 'het nummer is te lang',
		numberOfTwoPeople: 'dit nummer staat bij twee verschillende personen',
		numberReused: 'dit nummer is van iemand anders in deze school',
		nameMissing: 'geen naam',
		sameRowTwice: 'deze persoon staat al eerder in het bestand',
		totalLine: 'een regel met een totaal',
		recordBroken: 'dit record is beschadigd',
		recordCut: 'dit record is niet compleet',
		personEnded: 'deze persoon staat als verwijderd in het bestand',
		otherRole: 'geen leerling en geen medewerker'
	},
	warning: {
		isbnDamaged: 'het ISBN is door een spreadsheet beschadigd; ingelezen zonder ISBN',
		isbnCheckDigit: 'het controlecijfer van het ISBN klopt niet; ingelezen zonder ISBN',
		notAnIsbn: 'in de kolom ISBN staat geen ISBN; ingelezen zonder ISBN',
		isbnOfOtherTitle: 'dit ISBN staat eerder bij een andere titel; bij die titel gezet',
		isbnTwice: 'dit ISBN staat al eerder in het bestand; bij die titel gezet',
		yearUnreadable: 'het jaar is niet te lezen',
		barcodeMissing: 'geen barcode; ingelezen als titel zonder exemplaar',
		locationUnknown: 'deze vestiging is niet bekend',
		classDamaged: 'de klas is door een spreadsheet beschadigd (bijvoorbeeld 2-jan); ingelezen zonder klas',
		classTooLong: 'de naam van de klas is te lang; ingelezen zonder klas',
		classUnknown: 'deze klas is niet bekend; de docent is er niet aan gekoppeld',
		cardOfTwoPatrons: 'dit pasnummer is van iemand anders; ingelezen zonder deze pas',
		cardTooLong: 'het pasnummer is te lang; ingelezen zonder pas',
		cardCut: 'het pasnummer lijkt afgekapt',
		emailUnreadable: 'het e-mailadres van de ouder is geen e-mailadres; ingelezen zonder',
		familyNameMissing: 'geen achternaam',
		nameCut: 'de naam is te lang en is ingekort',
		nameHasQuestionMarks: 'de naam bevat vraagtekens: waarschijnlijk zijn letters verloren gegaan',
		looksLikeFormula: 'de naam lijkt op een formule; als gewone tekst ingelezen',
		tooManyCells: 'meer cellen dan kolommen; de rest is niet gelezen',
		tooFewCells: 'minder cellen dan kolommen',
		leadingZerosLost: 'voorloopnullen ontbreken; herkend en behouden',
		otherSchool: 'dit bestand lijkt van een andere school te zijn',
		passwordIgnored: 'een kolom met wachtwoorden is niet gelezen',
		lettersGuessed: 'de tekencodering klopt niet; de letters zijn geraden',
		lettersLost: 'sommige letters zijn niet te lezen'
	},
	failure: {
		notText: 'Dit is geen tekstbestand. Sla het op als CSV en probeer het opnieuw.',
		empty: 'Het bestand is leeg.',
		noHeader: 'Er is geen regel met kolomnamen gevonden die hierbij past.',
		isRoster: 'Dit lijkt een lijst met personen, geen lijst met titels. Er is niets gewijzigd.',
		isCatalogue: 'Dit lijkt een lijst met titels, geen lijst met personen. Er is niets gewijzigd.',
		unknownXml: 'Dit is een XML-bestand met een indeling die niet bekend is. Maak een CSV-bestand met nummer, naam en klas. Er is niets gewijzigd.',
		unclosedQuote: 'Een aanhalingsteken wordt nergens gesloten.',
		noRecords: 'In dit bestand staat geen leesbaar MARC-record.',
		badArchive: 'Dit zipbestand is niet te lezen, of users.csv ontbreekt.',
		tooLarge: 'Het bestand is te groot.',
		otherSchool: 'Dit bestand is van een andere school (vestigingscode). Er is niets gewijzigd. Klopt het toch, geef dan --accept otherSchool.'
	},
	demoMade: (name, loans) => `${name} staat klaar, met ${loans} gebeurtenissen tot vandaag.`,
	demoKept: (name) => `${name} stond al klaar tot vandaag. Er is niets gewijzigd.`,
	demoRefused: 'Op deze server staat al een echte school. De demoschool wordt daar niet bij gezet.',
	codesFor: (name, count) => `Codes voor klas ${name}: ${count}`
};
