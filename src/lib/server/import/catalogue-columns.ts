import type { Columns, HeaderNames } from './columns.ts';

/** Names of catalogue columns in Dutch and English exports, the likeliest first. */
export const catalogueColumns = {
	title: ['titel', 'title', 'hoofdtitel', 'boektitel', 'titelbeschrijving', 'maintitle', 'naamboek'],
	subtitle: ['ondertitel', 'subtitle', 'subtitel'],
	authors: ['auteurs', 'auteur', 'authors', 'author', 'schrijver', 'schrijvers', 'hoofdauteur', 'auteur1', 'auteursnaam', 'authorlf'],
	moreAuthors: ['medeauteurs', 'medeauteur', 'additionalauthors', 'auteur2', 'tweedeauteur'],
	authorGiven: ['auteurvoornaam', 'voornaamauteur', 'authorfirstname', 'voornaam'],
	authorInfix: ['auteurtussenvoegsel', 'tussenvoegselauteur', 'tussenvoegsel'],
	authorFamily: ['auteurachternaam', 'achternaamauteur', 'authorlastname', 'achternaam'],
	isbn13: ['isbn13', 'isbnean', 'ean', 'ean13'],
	isbn: ['isbn', 'isbnnummer', 'isbn10', 'isbnissn', 'isbnnr'],
	publisher: ['uitgever', 'uitgeverij', 'publisher'],
	year: ['jaar', 'jaarvanuitgave', 'uitgavejaar', 'publicatiejaar', 'jaarvanpublicatie', 'verschijningsjaar', 'jaartal', 'year', 'yearpublished', 'publicationyear', 'originalpublicationyear'],
	language: ['taal', 'language', 'taalcode'],
	originalLanguage: ['oorspronkelijketaal', 'originaltaal', 'originallanguage'],
	pages: ['paginas', 'aantalpaginas', 'aantalpagina', 'pages', 'numberofpages', 'pagecount', 'blz', 'bladzijden', 'omvang'],
	genre: ['genre', 'genres', 'genrecode'],
	subject: ['vak', 'onderwerp', 'onderwerpen', 'thema', 'trefwoord', 'trefwoorden', 'subject', 'subjects'],
	series: ['reeks', 'serie', 'reekstitel', 'serietitel', 'series'],
	seriesNumber: ['reeksnummer', 'serienummer', 'deel', 'deelnummer', 'seriesnumber', 'volume'],
	material: ['materiaal', 'materiaalsoort', 'materiaaltype', 'mediumsoort', 'medium', 'mediatype', 'material', 'materialtype', 'soort'],
	audience: ['doelgroep', 'leeftijd', 'leeftijdscategorie', 'audience', 'leeftijdsgroep'],
	siso: ['siso', 'sisocode', 'sisorubriek'],
	nur: ['nur', 'nurcode', 'nugi'],
	summary: ['samenvatting', 'annotatie', 'summary', 'beschrijving', 'description', 'inhoud'],
	barcode: ['barcode', 'streepjescode', 'exemplaarbarcode', 'barcodeexemplaar', 'exemplaarnummer', 'exemplaarnr', 'exemplaarcode', 'objectnummer', 'copybarcode', 'copynumber'],
	count: ['aantalexemplaren', 'exemplaren', 'aantal', 'numberofcopies', 'copies', 'ownedcopies'],
	location: ['vestiging', 'locatie', 'location', 'filiaal', 'vestigingsnaam'],
	shelf: ['plaatsing', 'plaats', 'standplaats', 'kast', 'plaatskenmerk', 'signatuur', 'shelf', 'callnumber', 'rubriek', 'plaatscode'],
	status: ['status', 'exemplaarstatus'],
	loanType: ['uitleensoort', 'uitleentype', 'uitleenbaar', 'uitleencategorie', 'loantype'],
	looseParts: ['bijlagen', 'bijlage', 'lossedelen', 'looseparts'],
	acquiredOn: ['aanschafdatum', 'datumaanschaf', 'aanwinstdatum', 'invoerdatum', 'acquired', 'dateacquired'],
	price: ['prijs', 'aanschafprijs', 'price'],
	owner: ['eigenaar', 'bezitter', 'owner'],
	collection: ['soortcollectie', 'collectiesoort', 'collectietype', 'collectie', 'collection', 'collectiontype'],
	backOn: ['terugop', 'retourop', 'retourdatum', 'terugdatum', 'backon', 'returndate'],
	inSchoolOnly: ['alleenopschool', 'blijftopschool', 'inschoolonly']
} as const satisfies HeaderNames<string>;

export type CatalogueField = keyof typeof catalogueColumns;

/** A file without titles is no catalogue. */
export function isCatalogue(columns: Columns<CatalogueField>): boolean {
	return columns.has('title');
}
