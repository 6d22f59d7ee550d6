/** The page for codes with school and code filled in, as the QR on paper says it. @param origin `https://…`, without a path */
export function activationAddress(origin: string, brin: string, code: string): string {
	const url = new URL('/activate', origin);
	url.searchParams.set('school', brin);
	url.searchParams.set('code', code.replaceAll('-', ''));
	return url.href;
}
