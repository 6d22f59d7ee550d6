import type { Component } from 'svelte';

/** A pictogram as `@lucide/svelte/icons/*` exports it; sizes are CSS lengths, so that it grows with the letters. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;
