import type { Entrance } from './every-endpoint.ts';
import type { TwoSchools } from './two-schools.ts';

type Endpoint = Entrance['endpoint'];
type Event = Parameters<Endpoint>[0];

/** Endpoints as somebody might write them who forgets one question, by what is forgotten. */
export function plantedLeaks({ app }: TwoSchools): Readonly<Record<string, Entrance>> {
	const { reader } = app.database;
	const patrons = reader.selectFrom('patron').select('body');
	const scopeFor = (name: string) => reader.selectFrom('feed').select('body').where('scope', '=', name).execute();
	return {
		'whether anybody is signed in': planted(async ({ url }) => Response.json(await patrons.where('id', '=', url.searchParams.get('patronId') ?? '').execute())),
		'of which school the asker is': planted(async (event) => signedIn(event, async () => Response.json(await patrons.where('school_id', '=', event.url.searchParams.get('schoolId') ?? '').execute()))),
		'which role the asker has': planted(async (event) =>
			signedIn(event, async ({ schoolId }) => Response.json(await patrons.where('school_id', '=', schoolId).execute()))
		),
		'whether the scope is the asker’s': planted(async (event) => signedIn(event, async () => Response.json(await scopeFor(event.params.scope ?? ''))), ['scope']),
		'that a refusal is read by the one refused': planted(async (event) => {
			const row = await patrons.where('id', '=', event.url.searchParams.get('patronId') ?? '').executeTakeFirst();
			return Response.json({ failure: 'notAllowed', about: row?.body }, { status: 403 });
		}),
		'what a pupil keeps from everybody': planted(async (event) =>
			signedIn(event, async ({ schoolId, roles }) => {
				if (!roles.includes('mediaLibrarian')) return Response.json({}, { status: 403 });
				return Response.json(await reader.selectFrom('reading_entry').select('body').where('school_id', '=', schoolId).execute());
			})
		)
	};
}

function planted(endpoint: Endpoint, parameters: readonly string[] = []): Entrance {
	return { route: `/api/planted${parameters.map((name) => `/[${name}]`).join('')}`, method: 'GET', parameters, endpoint };
}

async function signedIn({ locals }: Event, answer: (session: NonNullable<Event['locals']['session']>) => Promise<Response>): Promise<Response> {
	return locals.session ? answer(locals.session) : Response.json({}, { status: 401 });
}
