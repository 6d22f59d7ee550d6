import 'vite-plugin-pwa/client';
import type { ServerSession } from '#lib/server/session.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, on requests below `/api`; absent: nobody is signed in, or no longer. */
			session?: ServerSession | undefined;
		}
	}
}
