import { Chance } from '../../support/simulation/chance.ts';
import { ask, type Answered, type Asked, type Entrance } from './every-endpoint.ts';
import { marks, type KnownName, type Principal, type TwoSchools } from './two-schools.ts';

/** Names that endpoints read besides what is known, and what fits them. */
const otherNames: Readonly<Record<string, KnownName>> = {
	id: 'patronId', school: 'schoolId', groupId: 'homeClassId', name: 'brin', q: 'titleId', text: 'brin', isbn: 'titleId', operationId: 'installationId', importId: 'copyId', run: 'copyId'
};
/** Ends what the asker asks with: later questions would prove nothing. */
const endsAsking = new Set(['/api/installation/retire', '/api/session/sign-out', '/api/session/password', '/api/session/sign-in', '/api/session/activate', '/api/session/demo']);

/** What came of asking everything. */
export interface Findings {
	/** What was told to whom that must not be, one line each. */
	readonly leaks: string[];
	/** Questions that were not refused. */
	readonly answered: number;
	/** Routes of which at least one question was answered. */
	readonly routes: ReadonlySet<string>;
}

/** Asks questions that are made by chance from the ids of both schools. */
export class AskAnything {
	readonly #schools: TwoSchools;
	readonly #chance: Chance;

	constructor(schools: TwoSchools, seed: number) {
		this.#schools = schools;
		this.#chance = new Chance(seed);
	}

	/** Everybody asks `tries` times at every entrance. */
	async findLeaks(askers: readonly Principal[], entrances: readonly Entrance[], tries: number): Promise<Findings> {
		const leaks: string[] = [];
		const routes = new Set<string>();
		let answered = 0;
		for (const asker of askers) {
			for (const entrance of entrances.filter(({ route }) => !endsAsking.has(route))) {
				for (let i = 0; i < tries; i++) {
					const answer = await ask(entrance, this.question(asker, entrance));
					if (answer.status < 400) {
						answered++;
						routes.add(entrance.route);
					}
					const stray = strayMarks(asker, answer);
					if (stray.length > 0) leaks.push(`${entrance.method} ${entrance.route} told ${asker.who}: ${stray.join()}`);
				}
			}
		}
		return { leaks: [...new Set(leaks)], answered, routes };
	}

	question(asker: Principal, entrance: Entrance): Asked {
		const installation = this.#chance.happens(0.6) && asker.installation ? asker.installation.id : this.#known('installationId');
		const body = entrance.route.startsWith('/api/sync/') ? this.#pull(installation) : this.#body();
		const parameters = Object.fromEntries(entrance.parameters.map((name) => [name, this.#known(name)]));
		return { cookie: asker.cookie, authorization: authorizationOf(asker), parameters, body };
	}

	/** Something that exists in one of the schools, mostly of the kind that the name asks for. */
	#known(name: string): string {
		const { known } = this.#schools;
		const fitting = known[(otherNames[name] ?? name) as KnownName] as readonly string[] | undefined;
		return this.#chance.pick(this.#chance.happens(0.8) && fitting ? fitting : Object.values(known).flat());
	}

	/** Every name at once, or one alone for who takes nothing more. */
	#body(): Record<string, unknown> {
		const alone = ['patronId', 'patronId', 'patronId', 'accountId', 'homeClassId', 'copyId', 'installationId'];
		const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, this.#known(name)]));
		const one = () => of([this.#chance.pick(alone)]);
		const all = () => ({
			...of([...Object.keys(this.#schools.known), ...Object.keys(otherNames)]),
			kind: this.#chance.pick(['desk', 'account']),
			receivers: of(['homeClassId']),
			roles: ['pupil'],
			limit: 100,
			...this.#pull(this.#known('installationId'))
		});
		return this.#chance.pick([all, one, () => ({ about: one() })])();
	}

	#pull(installation: string): Record<string, unknown> {
		const { known, app } = this.#schools;
		const cursor = () => this.#chance.pick([null, 0, 1, 2]);
		const cursors = Object.fromEntries(known.scope.filter(() => this.#chance.happens(0.7)).map((scope) => [scope, cursor()]));
		return { ...firstPull(installation), epoch: this.#chance.pick([null, app.database.epoch]), cursors, scopes: known.scope };
	}
}

/** A pull by an installation that holds nothing. */
export function firstPull(installation: string): Record<string, unknown> {
	return { proto: 1, epoch: null, installation, cursors: {}, report: { pending: 0, maxN: 0 } };
}

export function authorizationOf({ installation }: Principal): string | undefined {
	return installation && `Installation ${installation.id}.${installation.key}`;
}

function strayMarks(principal: Principal, { text }: Answered): string[] {
	return [...new Set(text.match(marks) ?? [])].filter((each) => !principal.may.test(each));
}
