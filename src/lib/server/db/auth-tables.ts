import type { Generated } from 'kysely';

/** Who signs in. Its roles stand in `actor_role`, with their history. */
export interface AccountTable {
	id: string;
	school_id: string;
	/** Login name: lower case, unique within the school. */
	name: string;
	display_name: string;
	patron_id: string | null;
	created_at: number;
	/** From then on it cannot sign in, and its sessions count no more. */
	closed_at: number | null;
}

/** A printed code that becomes a password or a PIN, once. */
export interface ActivationCodeTable {
	school_id: string;
	code_hash: string;
	/** The account whose secret it replaces; `null`: it makes an account. */
	account_id: string | null;
	patron_id: string | null;
	display_name: string;
	/** JSON array of roles. */
	roles: string;
	minted_at: number;
	expires_at: number;
	used_at: number | null;
}

/** How often a name, a code or an address was tried; in the database so that a restart forgives nothing. */
export interface AttemptTable {
	subject: string;
	attempts: number;
	since: number;
	locked_until: number | null;
}

/** What better-auth keeps of an account; column names are its own, but for `loginId`. SQLite has dates as text, PostgreSQL as timestamps. */
export interface LoginTable {
	id: string;
	name: string;
	email: string;
	/** Never true: the address is none. */
	emailVerified: Generated<number | boolean>;
	username: string;
	/** It proved a second factor, and is asked for it. */
	twoFactorEnabled: Generated<number | boolean>;
	createdAt: string | Date;
	updatedAt: string | Date;
}

export interface LoginSessionTable {
	id: string;
	loginId: string;
	token: string;
	expiresAt: string | Date;
	ipAddress: string | null;
	userAgent: string | null;
	createdAt: string | Date;
	updatedAt: string | Date;
}

/** The hash of a password or PIN, made and checked by better-auth. */
export interface CredentialTable {
	id: string;
	loginId: string;
	accountId: string;
	providerId: string;
	password: string | null;
	createdAt: string | Date;
	updatedAt: string | Date;
}

/** What better-auth remembers of a step that is under way. */
export interface VerificationTable {
	id: string;
	identifier: string;
	value: string;
	expiresAt: string | Date;
	createdAt: string | Date;
	updatedAt: string | Date;
}

/** The secret of an authenticator app and codes for when the phone is lost, both encrypted by better-auth. */
export interface SecondFactorTable {
	id: string;
	loginId: string;
	secret: string;
	backupCodes: string;
	verified: number | boolean;
	failedVerificationCount: number;
	lockedUntil: string | Date | null;
}

/** How a school wants its people to sign in. */
export interface SchoolSignInTable {
	school_id: string;
	/** JSON array of roles that need a second factor. */
	second_factor_roles: Generated<string>;
	/** JSON of `ProviderSettings`. */
	provider: string | null;
	/** Never leaves the server. */
	provider_secret: string | null;
}

/** An account at the school's own provider. Neither name nor address: a hash of the subject, and what it says of role and school. */
export interface ProviderLinkTable {
	school_id: string;
	subject_hash: string;
	account_id: string;
	role: string | null;
	brin: string | null;
	linked_at: number;
}

export interface AuthTables {
	account: AccountTable;
	activation_code: ActivationCodeTable;
	attempt: AttemptTable;
	login: LoginTable;
	login_session: LoginSessionTable;
	credential: CredentialTable;
	verification: VerificationTable;
	second_factor: SecondFactorTable;
	school_sign_in: SchoolSignInTable;
	provider_link: ProviderLinkTable;
}
