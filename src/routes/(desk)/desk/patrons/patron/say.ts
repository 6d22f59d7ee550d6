import type Notices from '#lib/ui/loans/Notices.svelte';

/** How a part of this page says what an act came to. */
export type Say = ReturnType<typeof Notices>['say'];
