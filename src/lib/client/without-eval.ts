import { config } from 'zod';

// Zod tries `new Function` to see whether it may compile schemas; our pages forbid that, and browsers report the try.
config({ jitless: true });
