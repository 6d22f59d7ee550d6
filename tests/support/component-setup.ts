import { beforeEach } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';

// Files share a worker, so each test starts in Dutch, whatever the one before it chose.
beforeEach(() => overwriteGetLocale(() => 'nl'));
