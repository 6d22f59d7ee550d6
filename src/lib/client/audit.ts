import { auditSchema, type Audit, type AuditAsked } from '#lib/protocol/audit.ts';
import { request, type Result } from './sync/requests.ts';

export type { Audit, AuditAsked };

/** One page of what happened, newest first; the server's own record, so it needs a connection. */
export function readAudit(asked: AuditAsked): Promise<Result<Audit>> {
	return request('/api/audit', auditSchema, asked);
}
